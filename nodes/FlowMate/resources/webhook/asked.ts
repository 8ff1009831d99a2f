import type { IDataObject } from 'n8n-workflow';
import { pathOf } from '../../kit/path';
import type { Item } from '../../kit/scope';
import { inputParametersOf } from '../flow/inputParameters';
import { fieldOfParameter, picked } from './mapping';

/** A flow with its input parameters: GET /flows/{id}, once per flow and run. */
export async function flowWithId(item: Item, id: string): Promise<IDataObject> {
	const subject = { what: `flow '${id}'`, parameter: "'Flow'", permission: 'flows.read', repeatable: true };
	const request = { method: 'GET' as const, path: pathOf('flows', id), subject };
	return await item.door.once(`flow ${id}`, async () => await item.fetchOne(request));
}

/**
 * What a flow asks for, picked by name from the input item and checked. A flow that names no input parameters gets the whole item.
 * @throws NodeOperationError that names the flow and the field
 */
export function askedData(item: Item, flow: IDataObject): IDataObject {
	const source = item.input.json;
	const fields = inputParametersOf(flow).map(fieldOfParameter);
	if (fields.length === 0) return source;
	return picked(item, source, fields, `the input parameters of flow '${String(flow.name ?? flow.id)}'`);
}
