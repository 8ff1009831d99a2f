import type { IDataObject } from 'n8n-workflow';
import { additionalFields } from '../../parameters/fields';
import { generateNotice } from '../../parameters/notices';
import { options, output } from '../../parameters/list';
import { templateLocator } from '../../parameters/template';
import type { Item } from '../../request/item';
import { jsonObjectOf } from '../../request/json';
import type { Entry } from '../../request/operation';
import { operation } from '../../request/operation';
import { pathOf } from '../../request/path';
import { shaped } from '../../request/shape';
import { flowShape } from '../flow/shape';
import { checkWait, waitFor, waitForActive, waitSeconds } from '../flow/wait';

/** Merged into the template by the server, deeply, arrays by index. */
const overrides: Entry = {
	collection: additionalFields,
	property: {
		displayName: 'Overrides',
		name: 'overrides',
		type: 'json',
		default: '{}',
		description: 'Values of the flow that differ from the template, as in { "name": "Orders of Northwind" }',
	},
};

const startFlow: Entry = {
	collection: options,
	property: {
		displayName: 'Start Flow',
		name: 'startFlow',
		type: 'boolean',
		default: true,
		description: 'Whether to start the new flow',
	},
};

/**
 * POST /templates/{id}/generate. The server answers 201 { data: Flow } with an inactive flow; FlowMate's documentation shows
 * 200 { data: { id, status: 'starting' } } and calls the endpoint deprecated. Either way `id` is the new flow's.
 */
export const generateFlow = operation({
	name: 'Generate Flow',
	value: 'generateFlow',
	action: 'Generate flow from template',
	description: 'Create a flow from a template for the user that the credential stands for',
	method: 'POST',
	path: ['templates', templateLocator, 'generate'],
	permission: 'flows.write',
	uses: [generateNotice, overrides, startFlow, waitForActive, waitSeconds, ...output],
	shape: flowShape,
	before: async (item) => checkWait(item),
	body(item) {
		const { overrides: values } = item.collection('additionalFields');
		return values === undefined ? {} : jsonObjectOf(item, 'Overrides', values);
	},
	async result(item, flow) {
		const { startFlow: start, wait } = item.collection('options');
		const result = shaped(item, flow, flowShape);
		if (!start && !wait) return result;
		return { ...result, ...(await started(item, String(flow.id), flow, Boolean(wait))) };
	},
});

/** Starts the new flow. What goes wrong from here on must not make anybody generate it again. */
async function started(item: Item, id: string, flow: IDataObject, wait: boolean): Promise<IDataObject> {
	const subject = { what: `flow '${id}'`, permission: 'flows.control', repeatable: true };
	try {
		const status =
			flow.status === 'starting'
				? flow
				: await item.fetchOne({ method: 'POST', path: pathOf('flows', id, 'start'), subject });
		return wait ? await waitFor(item, id, 'active') : { status: status.status };
	} catch (error) {
		const failure = error as Error & { description?: string };
		throw item.badInput(
			`The flow '${id}' was generated, but not started: ${failure.message}`,
			`${failure.description ?? ''} Start this flow instead of generating it again.`.trim(),
		);
	}
}
