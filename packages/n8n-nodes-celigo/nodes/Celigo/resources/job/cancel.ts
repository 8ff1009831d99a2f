import { isRecord } from '../../kit/answer';
import { operation } from '../../kit/operation';
import { jobLocator } from '../../parameters/job';

/** PUT /jobs/{id}/cancel with {}. What it answers is not documented; a body is handed on. */
export const cancel = operation({
	name: 'Cancel',
	value: 'cancel',
	action: 'Cancel job',
	description: 'Stop a run that is queued or running',
	method: 'PUT',
	path: ['jobs', jobLocator, 'cancel'],
	body: () => ({}),
	read: (_item, { body }, [id]) => ({ ...(isRecord(body) && body), _id: id, canceling: true }),
});
