import { isRecord, Refusal } from './answers';
import { checkSchedule, checkTimezone } from './schedule';
import type { Service } from './service';
import type { State } from './state';
import { listOf, stepsOf } from './steps';

/** Celigo sets these itself; they are tolerated in a body and ignored. */
export const READ_ONLY = [
	'_id',
	'_userId',
	'createdAt',
	'lastModified',
	'lastExecutedAt',
	'resolvedAt',
	'deletedAt',
	'free',
	'_templateId',
	'_sourceId',
	'numInstances',
];

/** The writable fields of a flow's body, checked. @throws Refusal */
export function writableFields({ state }: Service, body: unknown): Record<string, unknown> {
	if (!isRecord(body)) throw new Refusal(400, 'invalid_body', 'The body must be an object.');
	const fields = Object.fromEntries(Object.entries(body).filter(([key]) => !READ_ONLY.includes(key)));
	if (typeof fields.name !== 'string' || !fields.name)
		throw new Refusal(422, 'missing_required_field', 'Name is required.', 'name');
	const integration = fields._integrationId;
	if (integration !== undefined && !state.integrations.has(String(integration)))
		throw new Refusal(422, 'invalid_ref', 'Integration does not exist.', '_integrationId');
	if (listOf(fields.pageProcessors).length > 0 && listOf(fields.routers).length > 0)
		throw new Refusal(422, 'invalid_field', 'Use either pageProcessors or routers.', 'routers');
	for (const { schedule } of [fields, ...listOf(fields.pageGenerators)]) checkSchedule(schedule);
	checkTimezone(fields.timezone);
	checkSteps(state, fields);
	checkRouters(listOf(fields.routers));
	return fields;
}

/** Exports and imports must exist; what looks up records cannot be where a flow begins. */
function checkSteps(state: State, fields: Record<string, unknown>): void {
	for (const { type, id } of stepsOf(fields)) {
		const field = type === 'export' ? '_exportId' : '_importId';
		if (!state[`${type}s`].has(id))
			throw new Refusal(422, 'invalid_ref', `The ${type} does not exist.`, field);
	}
	const isLookup = (id: unknown) => state.exports.get(String(id))?.isLookup === true;
	for (const { _exportId } of listOf(fields.pageGenerators)) {
		if (_exportId === undefined)
			throw new Refusal(422, 'missing_required_field', '_exportId is required.', 'pageGenerators');
		if (isLookup(_exportId))
			throw new Refusal(422, 'invalid_ref', 'A lookup cannot be a page generator.', 'pageGenerators');
	}
}

/** Branches and their names are required, ids unique, and the next router must be there. */
function checkRouters(routers: Array<Record<string, unknown>>): void {
	const ids = routers.map(({ id }) => id);
	const fail = (message: string) => new Refusal(422, 'invalid_field', message, 'routers');
	if (new Set(ids).size < ids.length || ids.some((id) => typeof id !== 'string'))
		throw fail('Each router needs an id of its own.');
	for (const router of routers) {
		const branches = listOf(router.branches);
		if (branches.length === 0) throw fail('A router needs branches.');
		if (branches.some(({ name }) => !name)) throw fail('A branch needs a name.');
		for (const { nextRouterId } of [router, ...branches]) {
			if (nextRouterId && !ids.includes(nextRouterId)) throw fail('The next router does not exist.');
		}
	}
}
