import { isRecord } from '../../kit/answer';
import { either, empty, success } from '../../kit/done';
import { operation } from '../../kit/operation';
import { pathOf } from '../../kit/path';
import { connectionRecord } from '../../parameters/connection';
import { complaintsIn, refusalsIn, textOfAll } from '../../request/complaint';
import { documentOf } from '../../service';

/** What Celigo answers where the system behind a connection refuses it. */
const NOT_REACHED = [400, 409, 422, 424];

/**
 * POST /connections/{id}/ping with {}. Answers 2xx where the system is reached; Celigo's web pages know of a 200 with `errors`, too.
 * Then GET /connections/{id}, since Celigo keeps in `offline` what came of it.
 */
export const ping = operation({
	name: 'Ping',
	value: 'ping',
	action: 'Ping connection',
	description:
		'Have Celigo try out a connection; the result tells whether it was reached, and whether it is offline now',
	method: 'POST',
	path: ['connections', connectionRecord, 'ping'],
	repeatable: true,
	done: either(empty, (answer, content) => success(answer, content) && isRecord(content)),
	accept: NOT_REACHED,
	body: () => ({}),
	async read(item, { statusCode, body }, [id], subject) {
		const complaints = complaintsIn(body);
		const reached = statusCode < 300 && (verdictIn(body) ?? complaints.length === 0);
		const request = { method: 'GET' as const, path: pathOf('connections', id), subject, done: documentOf(id) };
		const { name, offline } = await item.fetchOne(request);
		return {
			_id: id,
			name,
			reached,
			offline,
			...(!reached && { message: textOfAll(item.door.blanked(complaints)) ?? '' }),
		};
	},
});

/**
 * What an answer of success says about the system behind the connection, if it does. Celigo's older answer is `{ code: 200 }`, the status
 * of that system; words may come along with either.
 */
function verdictIn(body: unknown): boolean | undefined {
	if (refusalsIn(body).length > 0) return false;
	if (!isRecord(body)) return undefined;
	if (typeof body.success === 'boolean') return body.success;
	const code = Number(body.code ?? NaN);
	return Number.isNaN(code) ? undefined : code >= 200 && code < 300;
}
