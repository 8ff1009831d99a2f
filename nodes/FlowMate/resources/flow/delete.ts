import { flowLocator } from '../../parameters/flow';
import { flowDeleteNotice } from '../../parameters/notices';
import { deleted } from '../../kit/deleted';
import { record } from '../../kit/done';
import { operation } from '../../kit/operation';

/** DELETE /flows/{id}. Answers 200 { msg }; 409 while the flow is not inactive. There is no way back. */
export const deleteFlow = operation({
	name: 'Delete',
	value: 'delete',
	action: 'Delete flow',
	description: 'Delete an inactive flow for good',
	method: 'DELETE',
	path: ['flows', flowLocator],
	permission: 'flows.write',
	uses: [flowDeleteNotice],
	done: record('msg'),
	accept: [404],
	read: deleted,
});
