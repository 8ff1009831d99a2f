import { isRecord, Refusal } from './answers';
import type { Flow } from './state';
import { listOf } from './steps';

/** The narrower of the two lists that Celigo has published: it has no schedule as a whole. */
const WHITELIST = [
	'/name',
	'/description',
	'/aiDescription',
	'/disabled',
	'/runPageGeneratorsInParallel',
	'/logging/mode',
	'/logging/debugUntil',
];

/** A flow after a JSON Patch. Celigo's own client sends `replace` for members that are not there yet; `remove` wants them there. @throws Refusal */
export function patched(flow: Flow, body: unknown): Flow {
	if (!Array.isArray(body) || !body.every(isRecord))
		throw new Refusal(400, 'invalid_body', 'The body must be an array of operations.');
	const result = structuredClone(flow);
	for (const operation of listOf(body)) apply(result, operation);
	return result;
}

function apply(flow: Flow, { op, path, value }: Record<string, unknown>): void {
	if (!WHITELIST.includes(String(path)))
		throw new Refusal(422, 'invalid_patch', `${String(path)} is not a whitelisted property.`);
	if (!['add', 'replace', 'remove'].includes(String(op)))
		throw new Refusal(422, 'invalid_patch', `${String(op)} is not a known operation.`);
	const [key, inner] = String(path).slice(1).split('/');
	if (flow._connectorId && key !== 'description')
		throw new Refusal(422, 'field_locked_by_integration_app', `${key} is locked.`, key);
	const parent: Record<string, unknown> =
		inner === undefined ? flow : (recordAt(flow, key) as Record<string, unknown>);
	const member = inner ?? key;
	if (op !== 'remove') parent[member] = value;
	else if (!(member in parent)) throw new Refusal(422, 'invalid_patch', `${String(path)} does not exist.`);
	else delete parent[member];
}

function recordAt(flow: Flow, key: string): unknown {
	if (!isRecord(flow[key])) flow[key] = {};
	return flow[key];
}
