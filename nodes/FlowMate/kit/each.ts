import type { IExecuteFunctions, INodeExecutionData, NodeApiError } from 'n8n-workflow';
import { commonCredential, everyItem } from './acting';
import { breathe, pause } from './clock';
import { batchesIn, itemsIn } from './contexts';
import { inputsOf } from './inputs';
import type { Operation } from './operation';
import { othersOf, sentence } from './outcome';
import { performFor } from './perform';
import type { Service } from './service';

/** Items that begin in one go: to evaluate their expressions keeps n8n from everything else. */
const AT_A_TIME = 20;

/** What came of one input item: its output items, or why there are none. */
type Result = PromiseSettledResult<INodeExecutionData[]>;

/**
 * Makes the function that the engine calls once for all input items (n8n's customOperations) of an operation that works on each by
 * itself. n8n's declarative engine would evaluate each expression three times for each item, and read the credential with each request.
 */
export function performEach(service: Service, definition: Operation) {
	return async function (this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const inputs = inputsOf(this);
		const signal = this.getExecutionCancelSignal();
		const { size, interval } = batchesIn(this);
		const itemAt = itemsIn(service, this, await commonCredential(service, this, inputs, everyItem));
		const running: Array<Promise<Result>> = [];
		for (const { index } of inputs) {
			if (index > 0 && index % size === 0) await pause(service.clock, interval, signal);
			else if (index % AT_A_TIME === AT_A_TIME - 1) await breathe(service.clock, signal);
			running.push(settled(performFor(itemAt(index), definition)));
		}
		return [itemsOf(await Promise.all(running))];
	};
}

/** Handles what is rejected while others are still to begin. */
async function settled(work: Promise<INodeExecutionData[]>): Promise<Result> {
	const [result] = await Promise.allSettled([work]);
	return result;
}

/** The output items in the order of the input items. @throws the error of the first item that has one, after all were done */
function itemsOf(results: Result[]): INodeExecutionData[] {
	const failures = results.filter((result) => result.status === 'rejected');
	if (failures.length > 0) throw firstOf(failures, results.length);
	return results.flatMap((result) => (result.status === 'fulfilled' ? result.value : []));
}

/** The first error, which says of the other items that they are not to be done again. */
function firstOf([{ reason }, ...others]: PromiseRejectedResult[], all: number): NodeApiError {
	const error = reason as NodeApiError;
	const done = all - others.length - 1;
	if (all === 1) return error;
	const texts = [
		`${others.length + 1} of ${all} items ${others.length === 0 ? 'was' : 'were'} not done, or not in full.`,
		...othersOf(done, 'done'),
	];
	error.description = [...(error.description ? [sentence(error.description)] : []), ...texts].join(' ');
	return error;
}
