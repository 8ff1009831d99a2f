import { output } from '../../kit/output';
import { templateLocator } from '../../parameters/template';
import { record } from '../../kit/done';
import { operation } from '../../kit/operation';
import { templateShape } from './shape';

/** GET /templates/{id}. Answers 200 { data: FlowTemplate, meta }. */
export const get = operation({
	name: 'Get',
	value: 'get',
	action: 'Get template',
	description: 'Retrieve a flow template',
	method: 'GET',
	path: ['templates', templateLocator],
	permission: 'templates.read',
	uses: output,
	done: record('id'),
	shape: templateShape,
});
