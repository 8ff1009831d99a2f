import { templateDeleteNotice } from '../../parameters/notices';
import { templateLocator } from '../../parameters/template';
import { deleted } from '../../kit/deleted';
import { record } from '../../kit/done';
import { operation } from '../../kit/operation';

/** DELETE /templates/{id}. Answers 200 { msg }. Flows that were generated from it stay. */
export const deleteTemplate = operation({
	name: 'Delete',
	value: 'delete',
	action: 'Delete template',
	description: 'Delete a template for good. Flows that were generated from it stay.',
	method: 'DELETE',
	path: ['templates', templateLocator],
	permission: 'templates.write',
	uses: [templateDeleteNotice],
	done: record('msg'),
	accept: [404],
	read: deleted,
});
