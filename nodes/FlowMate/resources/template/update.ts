import { record } from '../../kit/done';
import { operation } from '../../kit/operation';
import { output } from '../../kit/output';
import { updateFields } from '../../kit/parameters';
import { changesOf } from '../../parameters/body';
import { entriesIn, graphField } from '../../parameters/fields';
import { templateUpdateNotice } from '../../parameters/notices';
import { templateLocator } from '../../parameters/template';
import { TEMPLATE_FIELDS } from './fields';
import { templateShape } from './shape';

const changes = entriesIn(updateFields, [...TEMPLATE_FIELDS, graphField]);

/** PATCH /templates/{id}. Answers 200 { data: FlowTemplate after the update, meta }. Publishing is setting the status. */
export const update = operation({
	name: 'Update',
	value: 'update',
	action: 'Update template',
	description: 'Change fields of a template, or publish it',
	method: 'PATCH',
	path: ['templates', templateLocator],
	permission: 'templates.write',
	uses: [templateUpdateNotice, ...changes, ...output],
	body: (item) => changesOf(item, changes),
	done: record('id'),
	shape: templateShape,
});
