import type { IDataObject, ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { isRecord } from '../request/answer';
import { pathOf } from '../request/path';
import { send } from '../request/send';
import type { Step } from '../resources/flow/steps';
import { stepsOf } from '../resources/flow/steps';
import { stepFlowInEditor } from './flow';
import { locator } from './locator';
import { matching } from './search';

/** The errors of a flow are kept for each of its steps, which are exports and imports. */
export const stepLocator = locator({
	displayName: 'Step',
	name: 'step',
	noun: 'step',
	search: 'searchSteps',
	urlWords: ['exports', 'imports'],
	urlExample: 'https://integrator.io/integrations/5e…/flowBuilder/5f…/edit/imports/5f3c1e2a9b8d7c6e5f4a3b2c',
});

/** Fills the list of steps with those of the flow that is chosen above. */
export async function searchSteps(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	const flow = stepFlowInEditor(this);
	if (flow === undefined) return { results: [] };
	const steps = stepsOf(await fetchRecord(this, 'flow', flow));
	const entries = await Promise.all(steps.map(async (step) => await entryOf(this, step)));
	return { results: entries.filter(matching(filter?.trim().toLowerCase() ?? '')) };
}

async function entryOf(context: ILoadOptionsFunctions, { type, id }: Step) {
	const { name } = await fetchRecord(context, type, id);
	return { name: `${String(name ?? id)} (${type})`, value: id };
}

async function fetchRecord(
	context: ILoadOptionsFunctions,
	noun: Step['type'] | 'flow',
	id: string,
): Promise<IDataObject> {
	const subject = { what: `${noun} '${id}'`, parameter: "'Flow'", repeatable: true };
	const { body } = await send(context, { method: 'GET', path: pathOf(`${noun}s`, id), subject });
	return isRecord(body) ? (body as IDataObject) : {};
}
