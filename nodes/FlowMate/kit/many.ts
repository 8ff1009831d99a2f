import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { stopIfCancelled } from './clock';
import { divided } from './acting';
import { errorItem, forItem } from './errors';
import type { Inputs } from './inputs';
import { inputsOf } from './inputs';
import type { Many, Operation } from './operation';
import type { Outcome, Target } from './outcome';
import { isFailed, itemsOf, listError } from './outcome';
import type { Item } from './scope';
import type { Service } from './service';

/**
 * Makes the function that the engine calls once for all input items of an operation over many (n8n's customOperations).
 *
 * @param parameters of the operation, which are read once for all of them
 */
export function performMany(service: Service, many: Many, parameters: Operation['uses']) {
	return async function (this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const inputs = inputsOf(this);
		const { groups, refused: results } = await divided(service, this, inputs, parameters);
		for (const group of groups) {
			for (const result of await runMany(group.item, many, group.inputs)) results.push(result);
		}
		return [results.sort((a, b) => indexOf(a) - indexOf(b))];
	};
}

const indexOf = ({ pairedItem }: INodeExecutionData) => (pairedItem as { item: number }).item;

/**
 * Works on the records that some input items name.
 *
 * @returns an output item per record
 * @throws NodeApiError after all was handled, if some failed and the node is not set to continue
 */
export async function runMany(item: Item, many: Many, inputs: Inputs): Promise<INodeExecutionData[]> {
	const { goesOn } = item;
	let targets: Target[];
	let outcomes: Outcome[];
	try {
		item.checkSettings();
		targets = many.targets(item, inputs);
		outcomes = await many.work(item, targets);
		// What came of the records says then only that nothing came of them.
		stopIfCancelled(item.signal);
	} catch (error) {
		const named = forItem(item.node, error, inputs[0].index);
		if (!goesOn) throw named;
		return inputs.map(({ index }) => errorItem(named, index));
	}
	// A language model reads what became of each record better than an error.
	if (!goesOn && !item.isTool && outcomes.some(isFailed)) throw listError(item.node, outcomes, many);
	return itemsOf(targets, outcomes, item.node.onError === 'continueErrorOutput');
}
