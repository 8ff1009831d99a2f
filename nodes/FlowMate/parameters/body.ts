import type { IDataObject } from 'n8n-workflow';
import type { Entry, Parameter } from '../kit/parameter';
import type { Scope } from '../kit/scope';
import { graphField, otherFields } from './fields';
import { checkGraph } from './graph';

/**
 * Keys that the server sets. Sending them does harm: an `id` redirects an update to another record, and a flow's `status` is refused,
 * or written without starting or stopping anything.
 */
const SERVER_KEYS = ['id', '_id', '__v', 'createdAt', 'updatedAt', 'startedBy'];

/**
 * The body that the entries of a collection stand for: what was added, and nothing else.
 *
 * @param withheld further keys that must not be sent
 */
export const addedBody = (scope: Scope, entries: Entry[], withheld?: string[]): IDataObject =>
	bodyOf(scope, entries, (field) => scope.read(field), withheld);

/** The body of an update. @throws NodeOperationError when nothing is to change */
export function changesOf(scope: Scope, entries: Entry[], withheld?: string[]): IDataObject {
	const body = addedBody(scope, entries, withheld);
	if (Object.keys(body).length > 0) return body;
	throw scope.badInput("'Update Fields' is empty", 'Add the fields that are to change');
}

/**
 * The body that some fields stand for.
 *
 * @param fields by the names that they have in the body; what stands under 'Other Fields' gives way to the others
 * @param valueOf what is set for a field; undefined for nothing
 */
export function bodyOf<P extends Parameter>(
	scope: Scope,
	fields: P[],
	valueOf: (field: P) => unknown,
	withheld: string[] = [],
): IDataObject {
	const [other] = fields.filter(isOther).map(valueOf);
	const body: IDataObject = { ...(other as IDataObject | undefined) };
	for (const key of [...SERVER_KEYS, ...withheld]) delete body[key];
	for (const field of fields) {
		const value = isOther(field) ? undefined : valueOf(field);
		if (value !== undefined) body[field.property.name] = value as IDataObject[string];
	}
	if (body.graph !== undefined) checkGraph(scope, scope.valueOf(graphField, body.graph));
	return body;
}

const isOther = ({ property }: Parameter) => property.name === otherFields.property.name;
