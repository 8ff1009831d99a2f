import type { IDataObject } from 'n8n-workflow';
import { isRecord } from '../kit/answer';
import { isNothing } from '../kit/empty';
import type { Place, Reader } from '../kit/parameter';
import { ofKind } from '../kit/parameter';
import { shown } from '../kit/shown';

/** Fields of a flow or template as JSON, without what is known to make the server hang or fail with no reason given. */
export const withoutHarm = (reader: Reader<IDataObject>): Reader<IDataObject> =>
	ofKind(String(reader.kind), (value, place) => {
		const fields = reader(value, place);
		if (Object.hasOwn(fields, 'owners')) checkOwners(fields.owners, place);
		if (Object.hasOwn(fields, 'cron')) checkCron(fields.cron, `'${place.displayName}': cron`, place);
		return fields;
	});

/** The server crashes over owners that are no list, or hold what is no owner, and never answers. */
function checkOwners(owners: unknown, { displayName, refuse }: Place): void {
	const isOwner = (owner: unknown) => isRecord(owner) && isText(owner.id) && isText(owner.type);
	if (Array.isArray(owners) && owners.every(isOwner)) return;
	throw refuse(
		`'${displayName}': owners is not a list of owners: ${shown(owners)}`,
		'Owners look like [{ "id": "6762e154616e91cb8d8b1aaf", "type": "user" }]; the other type is tenant',
	);
}

const isText = (value: unknown) => typeof value === 'string' && !isNothing(value);

/** FlowMate takes five or six parts, and does not mind a seventh. Generating a flow with anything else fails with no reason given. */
export function checkCron(cron: unknown, name: string, { refuse }: Place): void {
	if (cron === '') return;
	const parts = typeof cron === 'string' ? cron.trim().split(/\s+/) : [];
	if (parts.length >= 5 && parts.length <= 7 && parts.every((part) => /^[\w*/,?#-]+$/.test(part))) return;
	throw refuse(
		`${name} is not a schedule: ${shown(cron)}`,
		'Enter five or six parts, such as */5 * * * * for every five minutes, or leave it empty for none',
	);
}
