import type {
	IDataObject,
	IExecuteFunctions,
	IExecutePaginationFunctions,
	INodeExecutionData,
} from 'n8n-workflow';
import { Item } from '../request/item';
import { errorItem, forItem } from '../request/errors';
import type { ManyFlows } from '../request/operation';
import { settingsOf } from '../request/settings';
import type { Outcome, Target } from './outcome';
import { isFailed, itemsOf, listError } from './outcome';
import type { Inputs } from './targets';
import { targetsOf } from './targets';
import { usersOf } from './users';

/**
 * Makes the function that the engine calls once for all input items of an operation over many (n8n's customOperations).
 * Items that act as different users are sent apart, since one request carries one user's token.
 */
export function performMany(many: ManyFlows) {
	return async function (this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const inputs = this.getInputData().map((item, index) => ({ index, item }));
		const results: INodeExecutionData[] = [];
		for (const group of await usersOf(this, inputs)) {
			const item = new Item(
				contextOf(this, group[0].index),
				settingsOf(this.getNodeParameter('requestOptions', 0, {}) as IDataObject),
			);
			results.push(...(await runMany(item, many, group)));
		}
		return [results.sort((a, b) => indexOf(a) - indexOf(b))];
	};
}

const indexOf = ({ pairedItem }: INodeExecutionData) => (pairedItem as { item: number }).item;

/**
 * Works on the flows that some input items name.
 *
 * @returns an output item per flow
 * @throws NodeApiError after all was handled, if some flows failed and the node is not set to continue
 */
export async function runMany(item: Item, many: ManyFlows, inputs: Inputs): Promise<INodeExecutionData[]> {
	const goesOn = item.context.continueOnFail();
	let targets: Target[];
	let outcomes: Outcome[];
	try {
		targets = targetsOf(item, inputs);
		outcomes = await many.work(item, many.prepare?.(item, targets, inputs) ?? targets);
	} catch (error) {
		const named = forItem(item.node, error, inputs[0].index);
		if (!goesOn) throw named;
		return inputs.map(({ index }) => errorItem(named, index));
	}
	// A language model reads what became of each flow better than an error.
	if (!goesOn && !item.isTool && outcomes.some(isFailed)) throw listError(item.node, outcomes, many.verb);
	return itemsOf(targets, outcomes, item.node.onError === 'continueErrorOutput');
}

/** The engine's context for one input item, which is what a parameter or an expression in the credential is resolved for. */
function contextOf(context: IExecuteFunctions, index: number): IExecutePaginationFunctions {
	const own = {
		getItemIndex: () => index,
		getInputData: () => context.getInputData()[index],
		getNodeParameter: (name: string, fallback?: unknown, options?: object) =>
			context.getNodeParameter(name, index, fallback, options),
		getCredentials: async (type: string) => await context.getCredentials(type, index),
	};
	return Object.assign(Object.create(context) as IExecutePaginationFunctions, own);
}
