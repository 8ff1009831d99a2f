import { isRecord } from '../../kit/answer';
import { either, empty, success } from '../../kit/done';
import { operation } from '../../kit/operation';
import { pathOf } from '../../kit/path';
import { connectionRecord } from '../../parameters/connection';
import { complaintsIn, textOfAll } from '../../request/complaint';

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
		const reached = statusCode < 300 && complaints.length === 0;
		const { name, offline } = await item.fetchOne({ method: 'GET', path: pathOf('connections', id), subject });
		return { _id: id, name, reached, offline, ...(!reached && { message: textOfAll(complaints) ?? '' }) };
	},
});
