import type { IDataObject } from 'n8n-workflow';
import { additionalFields, entriesIn, graphProperty } from '../../parameters/fields';
import { output } from '../../parameters/list';
import { bodyOf } from '../../request/body';
import { checkGraph } from '../../request/graph';
import type { Item } from '../../request/item';
import { jsonObjectOf } from '../../request/json';
import type { Entry, Parameter } from '../../request/operation';
import { operation } from '../../request/operation';
import { pathOf } from '../../request/path';
import { TEMPLATE_FIELDS } from './fields';
import { templateShape } from './shape';

export const graph: Parameter = {
	property: {
		...graphProperty,
		required: true,
		hint: undefined,
	},
};

/** The server gives a new template to its author alone; colleagues see it only if their tenant is named as an owner. */
const shareWithTenant: Entry = {
	collection: additionalFields,
	property: {
		displayName: 'Share with Tenant',
		name: 'shareWithTenant',
		type: 'boolean',
		default: true,
		description: 'Whether all users of your tenant can see the template',
	},
};

/** POST /templates. Answers 201 { data: FlowTemplate, meta }. */
export const create = operation({
	name: 'Create',
	value: 'create',
	action: 'Create template',
	description: 'Create a flow template from a graph',
	method: 'POST',
	path: ['templates'],
	permission: 'templates.write',
	uses: [graph, shareWithTenant, ...entriesIn(additionalFields, TEMPLATE_FIELDS), ...output],
	async body(item) {
		const fields = item.collection('additionalFields');
		const body = bodyOf(item, fields, TEMPLATE_FIELDS);
		const steps = jsonObjectOf(item, 'Graph', item.parameter('graph'));
		checkGraph(item, steps);
		body.graph = steps;
		if (fields.shareWithTenant) body.owners = [...owners(body), { id: await tenantOf(item), type: 'tenant' }];
		return body;
	},
	shape: templateShape,
});

const owners = ({ owners }: IDataObject): IDataObject[] =>
	Array.isArray(owners) ? (owners as IDataObject[]) : [];

/** The tenant that the credential's user belongs to. */
async function tenantOf(item: Item): Promise<string> {
	const subject = { what: 'the current user', repeatable: true };
	const { tenant } = await item.fetchOne({ method: 'GET', path: pathOf('users', 'me'), subject });
	if (typeof tenant === 'string' && tenant) return tenant;
	throw item.badInput(
		"'Share with Tenant' is on, but this account belongs to no tenant",
		"Turn off 'Share with Tenant', or use an account of a tenant",
	);
}
