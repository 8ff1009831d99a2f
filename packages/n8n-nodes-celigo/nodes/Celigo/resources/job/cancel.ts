import type { IDataObject } from 'n8n-workflow';
import { isRecord } from '../../kit/answer';
import { either, empty } from '../../kit/done';
import { operation } from '../../kit/operation';
import { jobLocator } from '../../parameters/job';
import { fetchJob, isCanceled, isOver, jobOf, jobRequest } from './document';

/** PUT /jobs/{id}/cancel with {}. Answers 2xx with the job, or with nothing. A run that was over by then is not canceled. */
export const cancel = operation({
	name: 'Cancel',
	value: 'cancel',
	action: 'Cancel job',
	description: 'Stop a run that is queued or running',
	method: 'PUT',
	path: ['jobs', jobLocator, 'cancel'],
	body: () => ({}),
	done: either(empty, (answer, content, [id] = []) => jobOf(id)(answer, content)),
	/** A job that is being canceled cannot be canceled again. */
	look: (_item, [id]) => ({ request: jobRequest(id), isDone: (job) => isCanceled(job ?? {}) }),
	async read(item, { body }, [id]) {
		const job = isRecord(body) ? (body as IDataObject) : await fetchJob(item, id);
		if (isCanceled(job) || isOver(job)) return { ...job, _id: id, canceling: isCanceled(job) };
		throw item.badInput(
			`Celigo's answer says that job '${id}' is being canceled, but it is ${String(job.status)}`,
			'Something between n8n and Celigo may have answered in its place. Try again.',
		);
	},
});
