import type { IDataObject } from 'n8n-workflow';
import { listSearch, matching } from '../kit/editor';
import { pathOf } from '../kit/path';
import type { Scope } from '../kit/scope';
import { celigo, documentOf, locator } from '../service';
import { stepFlowLocator } from './flow';
import type { Step } from './steps';
import { stepsOf } from './steps';

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
export const searchSteps = listSearch(celigo, async (scope, filter) => {
	const flow = scope.peek(stepFlowLocator);
	if (flow === undefined) return { results: [] };
	const steps = stepsOf(await fetchRecord(scope, 'flow', flow));
	const entries = await Promise.all(steps.map(async (step) => await entryOf(scope, step)));
	return { results: entries.filter(matching(filter)) };
});

async function entryOf(scope: Scope, { type, id }: Step) {
	const { name } = await fetchRecord(scope, type, id);
	return { name: `${String(name ?? id)} (${type})`, value: id };
}

async function fetchRecord(scope: Scope, noun: Step['type'] | 'flow', id: string): Promise<IDataObject> {
	const subject = { what: `${noun} '${id}'`, parameter: "'Flow'", repeatable: true };
	return await scope.fetchOne({ method: 'GET', path: pathOf(`${noun}s`, id), subject, done: documentOf(id) });
}
