import { existing, isRecord, notFound } from './answers';
import type { Flow, State } from './state';

export interface StepRef {
	type: 'export' | 'import';
	id: string;
}

/** The exports and imports that a flow names, wherever it does. */
export function stepsOf(flow: Record<string, unknown>): StepRef[] {
	return [...generatorsOf(flow), ...processorsOf(flow)];
}

/** Where a flow begins. The oldest flows name their two steps at the top. */
export const generatorsOf = (flow: Record<string, unknown>): StepRef[] =>
	[{ _exportId: flow._exportId }, ...listOf(flow.pageGenerators)].flatMap(refsIn);

export function processorsOf(flow: Record<string, unknown>): StepRef[] {
	const branches = listOf(flow.routers).flatMap((router) => listOf(router.branches));
	const places = [flow.pageProcessors, ...branches.map((branch) => branch.pageProcessors)];
	return [{ _importId: flow._importId }, ...places.flatMap(listOf)].flatMap(refsIn);
}

function refsIn({ _exportId, _importId }: Record<string, unknown>): StepRef[] {
	return [
		...(_exportId === undefined ? [] : [{ type: 'export' as const, id: String(_exportId) }]),
		...(_importId === undefined ? [] : [{ type: 'import' as const, id: String(_importId) }]),
	];
}

/** The flow, if the step is one of its own. @throws Refusal 404 */
export function flowWithStep(state: State, { id, step }: { id: string; step: string }): Flow {
	const flow = existing(state.flows, id);
	if (!stepsOf(flow).some((each) => each.id === step)) throw notFound();
	return flow;
}

export const listOf = (value: unknown) => (Array.isArray(value) ? value.filter(isRecord) : []);
