import { isRecord, Refusal } from './answers';
import type { Flow } from './state';

/** The narrower of the two lists that Celigo has published. */
const WHITELIST = ['/name', '/description', '/disabled', '/runPageGeneratorsInParallel', '/aiDescription'];

/** A flow after a JSON Patch (RFC 6902). As the RFC demands, `replace` and `remove` want the member to be there. @throws Refusal */
export function patched(flow: Flow, body: unknown): Flow {
	if (!Array.isArray(body) || !body.every(isRecord))
		throw new Refusal(400, 'invalid_body', 'The body must be an array of operations.');
	const result: Record<string, unknown> = { ...flow };
	for (const { op, path, value } of body) {
		if (!WHITELIST.includes(String(path)))
			throw new Refusal(422, 'invalid_patch', `${String(path)} is not a whitelisted property.`);
		const key = String(path).slice(1);
		if (flow._connectorId && key !== 'description')
			throw new Refusal(422, 'field_locked_by_integration_app', `${key} is locked.`, key);
		if (op !== 'add' && !(key in result))
			throw new Refusal(422, 'invalid_patch', `${String(path)} does not exist.`);
		if (op === 'remove') delete result[key];
		else result[key] = value;
	}
	return result as Flow;
}
