import type { IDataObject, NodeApiError } from 'n8n-workflow';
import { record } from '../../kit/done';
import { operation } from '../../kit/operation';
import { sentence } from '../../kit/outcome';
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
	each: true,
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
	const { status } = flow.status === 'starting' ? flow : await startNow(item, id);
	if (seconds === undefined) return { status };
	return await waitFor(item, id, 'active', seconds).catch((error: Error) => {
		const what = error.message.replace(`The flow '${id}'`, 'It');
		throw generatedBut(item, `The flow '${id}' was generated. ${what}`, error, 'Do not generate it again.');
	});
}

async function startNow(item: Item, id: string): Promise<IDataObject> {
	const subject = { what: `flow '${id}'`, permission: 'flows.control', repeatable: true };
	const request = { method: 'POST' as const, path: pathOf('flows', id, 'start'), subject, done: record('id') };
	return await item.fetchOne(request).catch((error: Error) => {
		const but = isRefusal(error) ? 'not started' : 'it is not known whether it was started';
		throw generatedBut(
			item,
			`The flow '${id}' was generated, but ${but}: ${error.message}`,
			error,
			'Start this flow instead of generating it again.',
		);
	});
}

/** Whether FlowMate has said that it did not do what it was asked for. */
const isRefusal = (error: Error) => /^4(?!08|25|99)/.test(String((error as Partial<NodeApiError>).httpCode));

function generatedBut(item: Item, message: string, { description }: Error & { description?: string }, advice: string) {
	return item.badInput(message, [...(description ? [sentence(description)] : []), advice].join(' '));
}
