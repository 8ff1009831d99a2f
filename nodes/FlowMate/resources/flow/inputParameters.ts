import type { IDataObject } from 'n8n-workflow';
import { isRecord } from '../../kit/answer';

/** A field that a flow wants to be sent. `type` is FlowMate's word: string, number, boolean, object, array, date. */
export interface InputParameter {
	name: string;
	type: string;
	required: boolean;
}

/**
 * The fields that a flow wants to be sent.
 *
 * FlowMate's guide shows `inputParameters: { "firstName": "string" }` as part of a flow but not where it stands; so it is looked for at
 * the top, in `payload`, in `flowSettings` and in the graph's nodes (`fields`, `nodeSettings`). The first place that has any decides.
 */
export function inputParametersOf(flow: IDataObject): InputParameter[] {
	const nodes = isRecord(flow.graph) && Array.isArray(flow.graph.nodes) ? flow.graph.nodes.filter(isRecord) : [];
	const inNodes = nodes.flatMap((node) => [node.fields, node.nodeSettings, node]);
	for (const place of [flow, flow.payload, flow.flowSettings, ...inNodes]) {
		const found = isRecord(place) ? parametersIn(place.inputParameters) : [];
		if (found.length > 0) return found;
	}
	return [];
}

/** A type is given by its name, `"string"`, or by an object that has one, `{ "type": "string", "required": true }`. */
function parametersIn(inputParameters: unknown): InputParameter[] {
	if (!isRecord(inputParameters)) return [];
	return Object.entries(inputParameters).map(([name, type]) => ({
		name,
		type: isRecord(type) ? String(type.type ?? 'string') : String(type),
		required: isRecord(type) && type.required === true,
	}));
}
