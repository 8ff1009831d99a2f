import type { IDataObject } from 'n8n-workflow';
import { isRecord } from '../../kit/answer';
import { operation } from '../../kit/operation';
import { jobLocator } from '../../parameters/job';
import { isEmpty } from '../../service';
import { isOver } from './document';

/** PUT /jobs/{id}/cancel with {}. Answers 2xx with the job, or with nothing. A run that was over by then is not canceled. */
export const cancel = operation({
	name: 'Cancel',
	value: 'cancel',
	action: 'Cancel job',
	description: 'Stop a run that is queued or running',
	method: 'PUT',
	path: ['jobs', jobLocator, 'cancel'],
	body: () => ({}),
	read(item, answer, [id], subject) {
		const { body } = answer;
		if (isEmpty(body)) return { _id: id, canceling: true };
		if (!isRecord(body)) throw item.unreadable(answer, subject);
		const job = body as IDataObject;
		return { ...job, _id: id, canceling: !isOver(job) || job.status === 'canceled' };
	},
});
