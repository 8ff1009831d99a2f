import type { IDataObject } from 'n8n-workflow';
import { isRecord } from '../../kit/answer';
import { flagIn } from '../../kit/readers';

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
	const { named, demanded } = namedIn(inputParameters);
	return named.map(([name, type]) => ({
		name,
		type: isRecord(type) ? nameOfType(type.type ?? 'string') : nameOfType(type),
		required: demanded.includes(name) || (isRecord(type) && flagIn(type.required) === true),
	}));
}

interface Named {
	/** Names with what is said of them. */
	named: Array<[name: string, said: unknown]>;
	/** Names of those that are listed as required. */
	demanded: unknown[];
}

/** A map, a list of objects with a name, or a JSON schema: `{ type: 'object', properties: { … }, required: [ … ] }`. */
function namedIn(given: unknown): Named {
	if (Array.isArray(given)) {
		const named = (given as unknown[]).filter(isRecord).filter(({ name }) => typeof name === 'string' && name);
		return { named: named.map((entry) => [String(entry.name), entry]), demanded: [] };
	}
	if (!isRecord(given)) return { named: [], demanded: [] };
	const { type, properties, required } = given;
	const isSchema = type === 'object' && isRecord(properties) && Object.values(properties).every(isRecord);
	return isSchema
		? { named: Object.entries(properties), demanded: Array.isArray(required) ? required : [] }
		: { named: Object.entries(given), demanded: [] };
}

/** The name of a type; of several, as in `["number", "null"]`, the first that is one. */
function nameOfType(type: unknown): string {
	const names: unknown[] = Array.isArray(type) ? type : [type];
	return String(names.find((name) => name !== 'null') ?? 'null').trim();
}
