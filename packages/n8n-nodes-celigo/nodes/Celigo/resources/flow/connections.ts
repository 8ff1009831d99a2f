import type { IDataObject, NodeOperationError } from 'n8n-workflow';
import { connectionProperty, readConnection } from '../../parameters/connection';
import type { Item } from '../../request/item';
import { jsonObjectOf } from '../../request/json';
import type { Parameter } from '../../request/operation';
import { isObjectId, pathOf } from '../../request/path';
import { oneOf } from '../../request/query';
import { fetchFlow } from './document';
import { entriesIn } from './sources';
import { stepsOf } from './steps';

export const connections: Parameter = {
	property: {
		displayName: 'Connections',
		name: 'connections',
		type: 'options',
		options: [
			{
				name: 'Map Each Connection',
				value: 'map',
				description: 'Say for every connection of the flow which one the clone uses',
			},
			{
				name: 'Map Using JSON',
				value: 'json',
				description: 'The same as an object, for instance from an expression',
			},
			{
				name: 'Use the Same Connections',
				value: 'same',
				description: 'The clone reads from and writes to the same systems as the flow',
			},
		],
		default: 'same',
	},
};

export const connectionMap: Parameter = {
	property: {
		displayName: 'Connection Map',
		name: 'connectionMap',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true },
		default: {},
		placeholder: 'Add Connection',
		displayOptions: { show: { connections: ['map'] } },
		options: [
			{
				displayName: 'Connection',
				name: 'connection',
				values: [
					{
						...connectionProperty,
						displayName: 'Of the Flow',
						name: 'from',
						description: 'A connection that the flow uses',
					},
					{
						...connectionProperty,
						displayName: 'Of the Clone',
						name: 'to',
						description: 'The connection that the clone uses instead, or the same one',
					},
				],
			},
		],
	},
};

export const connectionMapJson: Parameter = {
	property: {
		displayName: 'Connection Map (JSON)',
		name: 'connectionMapJson',
		type: 'json',
		default: '{}',
		displayOptions: { show: { connections: ['json'] } },
		description: 'IDs of connections: { "of the flow": "of the clone" }',
	},
};

/**
 * The `connectionMap` of a clone: Celigo wants every connection of the flow as a key, mapped to itself where it stays.
 * @throws NodeOperationError that names the connections that are missing
 */
export async function connectionMapOf(item: Item, flow: string): Promise<IDataObject> {
	const used = await connectionsOf(item, flow);
	const mode = oneOf(item, 'Connections', item.parameter('connections'), ['same', 'map', 'json']);
	const map = mode === 'map' ? mapped(item) : mode === 'json' ? mappedByJson(item) : identity(used);
	const missing = used.filter((id) => !(id in map));
	if (missing.length > 0) throw await missingError(item, flow, missing, used.length);
	return map;
}

const identity = (ids: string[]): IDataObject => Object.fromEntries(ids.map((id) => [id, id]));

function mapped(item: Item): IDataObject {
	const entries = entriesIn(item.collection('connectionMap').connection);
	return Object.fromEntries(
		entries.map(({ from, to }) => [
			readConnection(item, 'Of the Flow', from),
			readConnection(item, 'Of the Clone', to),
		]),
	);
}

function mappedByJson(item: Item): IDataObject {
	const name = 'Connection Map (JSON)';
	const map = jsonObjectOf(item, name, item.parameter('connectionMapJson'));
	const wrong = Object.entries(map)
		.flat()
		.find((id) => !isObjectId(id));
	if (wrong === undefined) return map;
	throw item.badInput(
		`'${name}' holds what is no ID: ${JSON.stringify(wrong)?.slice(0, 60)}`,
		"Celigo's IDs have 24 characters, 0 to 9 and a to f",
	);
}

/** The connections of a flow's exports and imports, each once. */
async function connectionsOf(item: Item, flow: string): Promise<string[]> {
	const steps = stepsOf(await fetchFlow(item, flow));
	const documents = await Promise.all(
		steps.map(async ({ type, id }) => {
			const subject = { what: `${type} '${id}' of flow '${flow}'`, parameter: "'Flow'", repeatable: true };
			return await item.fetchOne({ method: 'GET', path: pathOf(`${type}s`, id), subject });
		}),
	);
	return [...new Set(documents.map(({ _connectionId }) => _connectionId).filter(isObjectId))];
}

async function missingError(
	item: Item,
	flow: string,
	missing: string[],
	total: number,
): Promise<NodeOperationError> {
	const names = await Promise.all(missing.map(async (id) => await nameOf(item, id)));
	return item.badInput(
		`'Connections' leaves out ${missing.length} of the ${total} connections of flow '${flow}': ${names.join(', ')}`,
		'Map each of them to a connection of the target, or to itself to use the same one',
	);
}

/** `'Shopify' (5f…)`; the id alone where the name cannot be had, since the name is only a help. */
async function nameOf(item: Item, id: string): Promise<string> {
	const subject = { what: `connection '${id}'`, repeatable: true };
	try {
		const { name } = await item.fetchOne({ method: 'GET', path: pathOf('connections', id), subject });
		return `'${String(name)}' (${id})`;
	} catch {
		return `'${id}'`;
	}
}
