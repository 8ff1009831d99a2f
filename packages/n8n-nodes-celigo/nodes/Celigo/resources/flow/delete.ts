import type { IDataObject } from 'n8n-workflow';
import { deleted } from '../../kit/deleted';
import { anyJson, either, empty } from '../../kit/done';
import { operation } from '../../kit/operation';
import { pathOf } from '../../kit/path';
import { flowLocator } from '../../parameters/flow';
import { documentOf } from '../../service';

/** DELETE /flows/{id}. Answers 204. The flow stays in Celigo's recycle bin for 30 days. */
export const deleteFlow = operation({
	name: 'Delete',
	value: 'delete',
	action: 'Delete flow',
	description: "Move a flow to Celigo's recycle bin, from where it can be restored for 30 days",
	method: 'DELETE',
	path: ['flows', flowLocator],
	done: either(empty, anyJson),
	accept: [404],
	/** Nothing is the answer of whatever stands before Celigo, too, so the node looks. */
	async read(item, answer, ids, subject) {
		const result = deleted(item, answer, ids, subject);
		if (answer.statusCode === 404) return result;
		const request = { method: 'GET' as const, path: pathOf('flows', ...ids), accept: [404] };
		const { statusCode, body } = await item.send({ ...request, subject, done: documentOf(ids[0]) });
		if (statusCode === 404 || (body as IDataObject).deletedAt) return result;
		throw item.badInput(
			`Celigo's answer says that ${subject.what} was deleted, but it is still there`,
			'Something between n8n and Celigo may have answered in its place. Try again.',
		);
	},
});
