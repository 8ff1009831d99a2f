import { isRecord } from './answers';

export interface StepRef {
	type: 'export' | 'import';
	id: string;
}

/** The exports and imports that a flow names, wherever it does. */
export function stepsOf(flow: Record<string, unknown>): StepRef[] {
	const branches = listOf(flow.routers).flatMap((router) => listOf(router.branches));
	const places = [
		flow.pageGenerators,
		flow.pageProcessors,
		...branches.map((branch) => branch.pageProcessors),
	];
	return [flow, ...places.flatMap(listOf)].flatMap(({ _exportId, _importId }) => [
		...(_exportId === undefined ? [] : [{ type: 'export' as const, id: String(_exportId) }]),
		...(_importId === undefined ? [] : [{ type: 'import' as const, id: String(_importId) }]),
	]);
}

const listOf = (value: unknown) => (Array.isArray(value) ? value.filter(isRecord) : []);
