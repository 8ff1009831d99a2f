import type { IExecuteFunctions, NodeApiError, NodeOperationError } from 'n8n-workflow';
import { givenIn } from './contexts';
import { isExpression, partOf } from './empty';
import { forItem, inputError } from './errors';
import type { Inputs } from './inputs';
import type { Entry, Parameter } from './parameter';
import { isEntry } from './parameter';

/** What expressions call the item at hand. */
const ITEM =
	/\$(?:json|binary|data|input|item|itemIndex|position|thisItem|node|getPairedItem)\b|\.(?:item|pairedItem)\b/;

/**
 * The refusal of a parameter that an operation over many reads once, for the first item, but that gives something else for another one:
 * all records would get what is meant for the first. Only what names the item at hand is evaluated for each of them.
 */
export function severalValues(
	context: IExecuteFunctions,
	parameters: ReadonlyArray<Parameter | Entry>,
	inputs: Inputs,
): NodeApiError | NodeOperationError | undefined {
	const node = context.getNode();
	for (const parameter of parameters) {
		const names = namesOf(parameter);
		const written = partOf(node.parameters, ...names);
		if (!isExpression(written) || !ITEM.test(JSON.stringify(written))) continue;
		const valueAt = (index: number) => JSON.stringify(givenIn(context, names, index));
		const first = valueAt(inputs[0].index);
		const other = inputs.find(({ index }) => valueAt(index) !== first);
		if (!other) continue;
		const message = `'${parameter.property.displayName}' gives something else here than for the first item`;
		const how = 'It is read once for all items: use an expression that gives the same for each of them';
		return forItem(node, inputError(node, message, how), other.index);
	}
	return undefined;
}

const namesOf = (parameter: Parameter | Entry): string[] =>
	isEntry(parameter) ? [parameter.collection.property.name, parameter.property.name] : [parameter.property.name];
