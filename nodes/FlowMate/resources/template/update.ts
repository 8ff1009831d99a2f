import { entriesIn, graphProperty, updateFields } from '../../parameters/fields';
import { output } from '../../parameters/list';
import { templateUpdateNotice } from '../../parameters/notices';
import { templateLocator } from '../../parameters/template';
import { changesOf } from '../../request/body';
import { operation } from '../../request/operation';
import { TEMPLATE_FIELDS } from './fields';
import { templateShape } from './shape';

const FIELDS = [...TEMPLATE_FIELDS, graphProperty];

/** PATCH /templates/{id}. Answers 200 { data: FlowTemplate after the update, meta }. Publishing is setting the status. */
export const update = operation({
	name: 'Update',
	value: 'update',
	action: 'Update template',
	description: 'Change fields of a template, or publish it',
	method: 'PATCH',
	path: ['templates', templateLocator],
	permission: 'templates.write',
	uses: [templateUpdateNotice, ...entriesIn(updateFields, FIELDS), ...output],
	body: (item) => changesOf(item, FIELDS),
	shape: templateShape,
});
