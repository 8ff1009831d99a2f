import type { IDataObject } from 'n8n-workflow';
import { isRecord } from '../../request/answer';

/**
 * The fields that a flow wants to be sent, with the name of each field's type.
 *
 * FlowMate's guide shows `inputParameters: { "firstName": "string" }` as part of a flow but not where it stands; so it is looked for at
 * the top, in `payload`, in `flowSettings` and in the graph's nodes (`fields`, `nodeSettings`). The first node that has any decides.
 */
export function inputParametersOf(flow: IDataObject): Record<string, string> {
	const nodes =
		isRecord(flow.graph) && Array.isArray(flow.graph.nodes) ? flow.graph.nodes.filter(isRecord) : [];
	const places = [
		flow,
		flow.payload,
		flow.flowSettings,
		...nodes.flatMap((node) => [node.fields, node.nodeSettings, node]),
	];
	for (const place of places) {
		const found = isRecord(place) ? typesIn(place.inputParameters) : {};
		if (Object.keys(found).length > 0) return found;
	}
	return {};
}

/** A type is given by its name, `"string"`, or as an object that has one, `{ "type": "string" }`. */
function typesIn(inputParameters: unknown): Record<string, string> {
	if (!isRecord(inputParameters)) return {};
	const types = Object.entries(inputParameters).map(([field, type]) => [
		field,
		isRecord(type) ? String(type.type ?? 'string') : String(type),
	]);
	return Object.fromEntries(types) as Record<string, string>;
}
