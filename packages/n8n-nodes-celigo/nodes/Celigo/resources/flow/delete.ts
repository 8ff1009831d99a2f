import { deleted } from '../../kit/deleted';
import { operation } from '../../kit/operation';
import { flowLocator } from '../../parameters/flow';

/** DELETE /flows/{id}. Answers 204. The flow stays in Celigo's recycle bin for 30 days. */
export const deleteFlow = operation({
	name: 'Delete',
	value: 'delete',
	action: 'Delete flow',
	description: "Move a flow to Celigo's recycle bin, from where it can be restored for 30 days",
	method: 'DELETE',
	path: ['flows', flowLocator],
	accept: [404],
	read: deleted,
});
