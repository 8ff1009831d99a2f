/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs in Node, not inside n8n */
import { inspect } from 'node:util';
import { isId } from '../shared/ids';
import { fieldsOf } from './body';

/** Flows and templates have the same schema in two wordings; templates have no limits on the ids in a graph. */
export interface Kind {
	word: 'Flow' | 'Flow Template';
	fields: string[];
	nodeFields: string[];
	idLimits: boolean;
}

const FIELDS = ['name', 'description', 'graph', 'type', 'tenant', 'owners', 'status', 'cron', 'flowSettings'];
const NODE_FIELDS = [
	'id',
	'componentId',
	'function',
	'name',
	'description',
	'credentials_id',
	'fields',
	'nodeSettings',
];

export const FLOW: Kind = {
	word: 'Flow',
	fields: [...FIELDS, 'fromTemplate'],
	nodeFields: NODE_FIELDS,
	idLimits: true,
};

export const TEMPLATE: Kind = {
	word: 'Flow Template',
	// `tags` is FlowMate's own; how it is written is not documented.
	fields: [...FIELDS, 'sourceTemplate', 'tags'],
	nodeFields: [...NODE_FIELDS, 'tenant', 'authorization'],
	idLimits: false,
};

interface Message {
	message: string;
	code: number;
}

/** The known fields of a document; unknown ones are dropped without a word, in the graph too, and so are empty objects. */
export function strict(input: Record<string, unknown>, kind: Kind): Record<string, unknown> {
	const document = pick(input, kind.fields);
	if (document.graph) {
		const { nodes, edges } = fieldsOf(document.graph);
		document.graph = {
			nodes: listOf(nodes).map((node) => pick(node, kind.nodeFields)),
			edges: listOf(edges).map((edge) => pick(edge, ['id', 'source', 'target', 'config'])),
		};
	}
	if (document.owners) document.owners = listOf(document.owners).map((owner) => pick(owner, ['id', 'type']));
	return fieldsOf(minimized(document));
}

/** As mongoose stores it: without empty objects and what becomes empty without them. Entries of lists stay. */
function minimized(value: unknown, isEntry = false): unknown {
	if (Array.isArray(value)) return value.map((entry) => minimized(entry, true));
	if (typeof value !== 'object' || value === null) return value;
	const kept = Object.entries(value)
		.map(([name, field]) => [name, minimized(field)] as const)
		.filter(([, field]) => field !== undefined);
	return kept.length > 0 || isEntry ? Object.fromEntries(kept) : undefined;
}

/** What is wrong with a document that went through `strict`, in the platform's words; empty if nothing is. */
export function validate(document: Record<string, unknown>, kind: Kind): Message[] {
	const messages: string[] = [];
	for (const field of ['name', 'description', 'type', 'tenant', 'cron', 'status']) {
		const value = document[field];
		if (typeof value === 'object' && value !== null) {
			const type = Array.isArray(value) ? 'Array' : 'Object';
			messages.push(`Cast to string failed for value "${inspect(value)}" (type ${type}) at path "${field}"`);
		}
	}
	messages.push(...graphMessages(document.graph, kind));
	for (const owner of listOf(document.owners)) {
		if (!owner.id) messages.push(`${kind.word} owners require an id.`);
		if (!owner.type) messages.push(`${kind.word} owners require a type.`);
	}
	if (kind === FLOW && document.status && document.status !== 'inactive') {
		messages.push('Flow status cannot be set manually. Use the flow start/stop end points instead.');
	}
	messages.push(...danglingEdges(document.graph));
	if (typeof document.cron === 'string' && document.cron !== '' && !isCron(document.cron)) {
		messages.push('Invalid cron expression.');
	}
	return messages.map((message) => ({ message, code: 400 }));
}

function graphMessages(graph: unknown, { word, idLimits }: Kind): string[] {
	if (!graph) return [`${word}s require a graph.`];
	const nodes = listOf(fieldsOf(graph).nodes);
	const edges = listOf(fieldsOf(graph).edges);
	const messages: string[] = [];
	for (const { id, componentId, function: name, credentials_id: secret } of nodes) {
		if (!id) messages.push(`${word} nodes require an id.`);
		if (!componentId) messages.push(`${word} nodes require a componentId.`);
		else if (!isId(componentId)) messages.push(castToId(componentId, 'componentId'));
		if (!name) messages.push(`${word} nodes require a function.`);
		if (secret && !isId(secret)) messages.push(castToId(secret, 'credentials_id'));
		if (idLimits) messages.push(...tooLong(id, 30));
	}
	if (nodes.length === 0) messages.push(`${word}s require at least one node.`);
	for (const { id, source, target } of edges) {
		if (!source) messages.push(`${word} edges require a source.`);
		if (!target) messages.push(`${word} edges require a target.`);
		if (idLimits) messages.push(...tooLong(id, 10));
	}
	if (nodes.length > 1 && edges.length === 0)
		messages.push(`${word}s with more than one node require edges.`);
	return messages;
}

function danglingEdges(graph: unknown): string[] {
	const ids = new Set(listOf(fieldsOf(graph).nodes).map(({ id }) => id));
	return listOf(fieldsOf(graph).edges).flatMap((edge) =>
		(['source', 'target'] as const)
			.filter((end) => !ids.has(edge[end]))
			.map((end) => `Edge ${end} with id "${String(edge[end])}" could not be found among nodes.`),
	);
}

function tooLong(id: unknown, length: number): string[] {
	const text = String(id ?? '');
	return text.length > length
		? [`Path \`id\` (\`${text}\`) is longer than the maximum allowed length (${length}).`]
		: [];
}

function castToId(value: unknown, path: string): string {
	const shown = typeof value === 'string' ? `"${value}"` : `"${inspect(value)}"`;
	return `Cast to ObjectId failed for value ${shown} (type ${typeof value}) at path "${path}" because of "BSONTypeError"`;
}

/** Lenient, as the platform is: five to seven fields, and `* /2 * * * *` passes as six. */
function isCron(expression: string): boolean {
	const fields = expression.trim().split(/\s+/);
	return fields.length >= 5 && fields.length <= 7 && fields.every((field) => /^[\w*/,\-?#]+$/.test(field));
}

function pick(value: unknown, names: string[]): Record<string, unknown> {
	return Object.fromEntries(
		Object.entries(fieldsOf(value)).filter(([name, field]) => names.includes(name) && field !== undefined),
	);
}

function listOf(value: unknown): Array<Record<string, unknown>> {
	return Array.isArray(value) ? value.map(fieldsOf) : [];
}
