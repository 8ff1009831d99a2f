import type { IDataObject } from 'n8n-workflow';
import { record } from '../../kit/done';
import { operation } from '../../kit/operation';
import { output } from '../../kit/output';
import { entry, varied } from '../../kit/parameter';
import { additionalFields, flag } from '../../kit/parameters';
import { pathOf } from '../../kit/path';
import type { Item } from '../../kit/scope';
import { addedBody } from '../../parameters/body';
import { entriesIn, graphField } from '../../parameters/fields';
import { checkGraph } from '../../parameters/graph';
import { TEMPLATE_FIELDS } from './fields';
import { templateShape } from './shape';

export const graph = varied(graphField, { required: true, hint: undefined });

/** The server gives a new template to its author alone; colleagues see it only if their tenant is named as an owner. */
const shareWithTenant = entry(
	additionalFields,
	flag({
		displayName: 'Share with Tenant',
		name: 'shareWithTenant',
		type: 'boolean',
		default: true,
		description: 'Whether all users of your tenant can see the template',
	}),
);

const furtherFields = entriesIn(additionalFields, TEMPLATE_FIELDS);

/** POST /templates. Answers 201 { data: FlowTemplate, meta }. */
export const create = operation({
	name: 'Create',
	value: 'create',
	action: 'Create template',
	description: 'Create a flow template from a graph',
	method: 'POST',
	path: ['templates'],
	permission: 'templates.write',
	findOut: "Look for the template with 'Get Many'",
	each: true,
	uses: [graph, shareWithTenant, ...furtherFields, ...output],
	async body(item) {
		const body = addedBody(item, furtherFields);
		const steps = item.read(graph);
		checkGraph(item, steps);
		body.graph = steps;
		if (item.read(shareWithTenant)) body.owners = [...owners(body), { id: await tenantOf(item), type: 'tenant' }];
		return body;
	},
	done: record('id'),
	shape: templateShape,
});

const owners = ({ owners }: IDataObject): IDataObject[] => (Array.isArray(owners) ? (owners as IDataObject[]) : []);

/** The tenant that the credential's user belongs to. */
async function tenantOf(item: Item): Promise<string> {
	const subject = { what: 'the current user', repeatable: true };
	const { tenant } = await item.fetchOne({
		method: 'GET',
		path: pathOf('users', 'me'),
		subject,
		done: record('_id', 'id'),
	});
	if (typeof tenant === 'string' && tenant) return tenant;
	throw item.badInput(
		"'Share with Tenant' is on, but this account belongs to no tenant",
		"Turn off 'Share with Tenant', or use an account of a tenant",
	);
}
