import type { IDataObject } from 'n8n-workflow';
import { record } from '../../kit/done';
import { pathOf } from '../../kit/path';
import type { Item } from '../../kit/scope';
import { inputParametersOf } from '../flow/inputParameters';
import type { Asker } from './inputFields';
import { checkSpelling, fieldOfParameter, noMatch, pickedFrom } from './inputFields';

/** A flow with its input parameters, once per flow and run. */
export const flowWithId = async (item: Item, id: string): Promise<IDataObject> =>
	await item.door.once(`flow ${id}`, async () => await lookAt(item, id));

/** GET /flows/{id}. */
export async function lookAt(item: Item, id: string): Promise<IDataObject> {
	const subject = { what: `flow '${id}'`, parameter: "'Flow'", permission: 'flows.read', repeatable: true };
	return await item.fetchOne({ method: 'GET', path: pathOf('flows', id), subject, done: record('id') });
}

/**
 * What a flow asks for, picked by name from the input item and checked. A flow that names no input parameters gets the whole item.
 * @throws NodeOperationError that names the flow and the field
 */
export function askedData(item: Item, flow: IDataObject): IDataObject {
	const source = item.input.json;
	const fields = inputParametersOf(flow).map(fieldOfParameter);
	if (fields.length === 0) return source;
	const asker = askerOf(flow);
	const data = pickedFrom(item, source, fields, asker);
	if (Object.keys(data).length === 0) throw noMatch(item, source, fields, asker);
	checkSpelling(item, source, fields, asker);
	return data;
}

/**
 * Data that was mapped for one flow, checked against what another one asks for, and in that one's types.
 * @throws NodeOperationError when it does not fit
 */
export function fitted(item: Item, data: IDataObject, flow: IDataObject): IDataObject {
	const parameters = inputParametersOf(flow);
	if (parameters.length === 0) return data;
	const names = new Set(parameters.map(({ name }) => name));
	const unknown = Object.keys(data).filter((name) => !names.has(name));
	const missing = parameters.filter(({ name, required }) => required && !Object.hasOwn(data, name));
	if (unknown.length === 0 && missing.length === 0)
		return pickedFrom(item, data, parameters.map(fieldOfParameter), askerOf(flow));
	const wanted = [...names].slice(0, 20).join(', ');
	throw item.badInput(
		`'Mapped Fields' was filled for another flow than ${nameOf(flow)}, which asks for ${wanted}`,
		"Choose 'What Each Flow Asks For' under 'Data', or send to flows of one kind only",
	);
}

function askerOf(flow: IDataObject): Asker {
	const asks = `flow ${nameOf(flow)} asks for`;
	return { where: `that ${asks}`, wants: asks };
}

const nameOf = ({ name, id }: IDataObject) => `'${String(name ?? id)}'`;
