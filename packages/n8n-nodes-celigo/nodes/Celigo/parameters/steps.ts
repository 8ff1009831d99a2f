import type { IDataObject } from 'n8n-workflow';
import { isRecord } from '../kit/answer';
import { isObjectId } from '../service';

/** An export or import that a flow uses, as its source, lookup or destination. */
export interface Step {
	type: 'export' | 'import';
	id: string;
}

/**
 * The exports and imports of a flow, each once: of its page generators, of its page processors or of those in the branches of its
 * routers. Old two-step flows name one of each at the top.
 */
export function stepsOf(flow: IDataObject): Step[] {
	const branches = recordsIn(flow.routers).flatMap(({ branches }) => recordsIn(branches));
	const places = [
		flow,
		...recordsIn(flow.pageGenerators),
		...recordsIn(flow.pageProcessors),
		...branches.flatMap(({ pageProcessors }) => recordsIn(pageProcessors)),
	];
	const steps = new Map<string, Step>();
	for (const { _exportId, _importId } of places) {
		if (isObjectId(_exportId)) steps.set(_exportId, { type: 'export', id: _exportId });
		if (isObjectId(_importId)) steps.set(_importId, { type: 'import', id: _importId });
	}
	return [...steps.values()];
}

const recordsIn = (value: unknown): Array<Record<string, unknown>> =>
	Array.isArray(value) ? value.filter(isRecord) : [];
