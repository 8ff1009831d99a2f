import type { IDataObject } from 'n8n-workflow';
import { record } from '../../kit/done';
import { operation } from '../../kit/operation';
import { output, shaped } from '../../kit/output';
import { entry } from '../../kit/parameter';
import { additionalFields, flag, jsonObject, options } from '../../kit/parameters';
import { pathOf } from '../../kit/path';
import type { Item } from '../../kit/scope';
import { generateNotice } from '../../parameters/notices';
import { withoutHarm } from '../../parameters/known';
import { templateLocator } from '../../parameters/template';
import { secondsToWait, waitForActive, waitSeconds } from '../../parameters/wait';
import { flowShape } from '../flow/shape';
import { waitFor } from '../flow/wait';

/** Merged into the template by the server, deeply, arrays by index. */
const json = jsonObject({
	displayName: 'Overrides',
	name: 'overrides',
	type: 'json',
	default: '{}',
	description: 'Values of the flow that differ from the template, as in { "name": "Orders of Northwind" }',
});

const overrides = entry(additionalFields, { ...json, reader: withoutHarm(json.reader) });

const startFlow = entry(
	options,
	flag({
		displayName: 'Start Flow',
		name: 'startFlow',
		type: 'boolean',
		default: true,
		description: 'Whether to start the new flow',
	}),
);

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
	findOut: "Look for the flow with 'Get Many' of the resource Flow",
	uses: [generateNotice, overrides, startFlow, waitForActive, waitSeconds, ...output],
	done: record('id'),
	shape: flowShape,
	before: async (item) => void secondsToWait(item),
	body: (item) => item.read(overrides) ?? {},
	async result(item, flow) {
		const result = shaped(item, flow, flowShape);
		const seconds = secondsToWait(item);
		if (!item.read(startFlow) && seconds === undefined) return result;
		return { ...result, ...(await started(item, String(flow.id), flow, seconds)) };
	},
});

/** Starts the new flow. What goes wrong from here on must not make anybody generate it again. */
async function started(item: Item, id: string, flow: IDataObject, seconds?: number): Promise<IDataObject> {
	const subject = { what: `flow '${id}'`, permission: 'flows.control', repeatable: true };
	try {
		const status =
			flow.status === 'starting'
				? flow
				: await item.fetchOne({ method: 'POST', path: pathOf('flows', id, 'start'), subject, done: record('id') });
		return seconds === undefined ? { status: status.status } : await waitFor(item, id, 'active', seconds);
	} catch (error) {
		const failure = error as Error & { description?: string };
		throw item.badInput(
			`The flow '${id}' was generated, but not started: ${failure.message}`,
			`${failure.description ?? ''} Start this flow instead of generating it again.`.trim(),
		);
	}
}
