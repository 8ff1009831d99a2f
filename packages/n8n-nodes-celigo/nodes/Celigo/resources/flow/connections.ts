import type { IDataObject, NodeOperationError } from 'n8n-workflow';
import { idIn } from '../../kit/ids';
import type { Parameter } from '../../kit/parameter';
import { ofKind } from '../../kit/parameter';
import { choice, rows } from '../../kit/parameters';
import { pathOf } from '../../kit/path';
import { readJsonObject } from '../../kit/json';
import type { Scope } from '../../kit/scope';
import { shown } from '../../kit/shown';
import { connectionLocator } from '../../parameters/connection';
import { stepsOf } from '../../parameters/steps';
import { celigo, documentOf, isObjectId } from '../../service';

export const connections = choice({
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
});

export const connectionMap = rows(
	{
		displayName: 'Connection Map',
		name: 'connectionMap',
		placeholder: 'Add Connection',
		displayOptions: { show: { connections: ['map'] } },
	},
	{ displayName: 'Connection', name: 'connection' },
	{
		from: connectionLocator('Of the Flow', 'A connection that the flow uses'),
		to: connectionLocator('Of the Clone', 'The connection that the clone uses instead, or the same one'),
	},
);

export const connectionMapJson: Parameter<IDataObject> = {
	property: {
		displayName: 'Connection Map (JSON)',
		name: 'connectionMapJson',
		type: 'json',
		default: '{}',
		displayOptions: { show: { connections: ['json'] } },
		description: 'IDs of connections: { "of the flow": "of the clone" }',
	},
	reader: ofKind('IDs by ID', (value, { displayName, refuse, ...place }) => {
		const checked = (id: unknown): string => {
			const found = idIn(id, celigo.ids);
			if (found !== undefined) return found;
			throw refuse(
				`'${displayName}' holds what is no ID: ${shown(id)}`,
				"Celigo's IDs have 24 characters, 0 to 9 and a to f",
			);
		};
		const map = readJsonObject(value, { displayName, refuse, ...place });
		return Object.fromEntries(Object.entries(map).map(([from, to]) => [checked(from), checked(to)]));
	}),
};

/**
 * The `connectionMap` of a clone: Celigo wants every connection of the flow as a key, mapped to itself where it stays.
 * @throws NodeOperationError that names the connections that are missing
 */
export async function connectionMapOf(scope: Scope, flow: string, document: IDataObject): Promise<IDataObject> {
	const used = await connectionsOf(scope, flow, document);
	const map = mapFor(scope, used);
	const missing = used.filter((id) => !Object.hasOwn(map, id));
	if (missing.length > 0) throw await missingError(scope, flow, missing, used.length);
	return map;
}

function mapFor(scope: Scope, used: string[]): IDataObject {
	switch (scope.read(connections)) {
		case 'map':
			return fromRows(scope, scope.read(connectionMap));
		case 'json':
			return scope.read(connectionMapJson);
		default:
			return Object.fromEntries(used.map((id) => [id, id]));
	}
}

/** @throws NodeOperationError where a connection stands in two rows, of which one would be lost */
function fromRows(scope: Scope, given: Array<{ from: string; to: string }>): IDataObject {
	const map = new Map(given.map(({ from, to }) => [from, to]));
	const twice = given.find(({ from, to }) => map.get(from) !== to);
	if (!twice) return Object.fromEntries(map);
	throw scope.badInput(`'Connection Map' maps connection '${twice.from}' twice`, 'Remove one of the two rows');
}

/** The connections of a flow's exports and imports, each once. */
async function connectionsOf(scope: Scope, flow: string, document: IDataObject): Promise<string[]> {
	const steps = stepsOf(document);
	const documents = await Promise.all(
		steps.map(async ({ type, id }) => {
			const subject = { what: `${type} '${id}' of flow '${flow}'`, parameter: "'Flow'", repeatable: true };
			return await scope.fetchOne({ method: 'GET', path: pathOf(`${type}s`, id), subject, done: documentOf(id) });
		}),
	);
	return [...new Set(documents.map(({ _connectionId }) => _connectionId).filter(isObjectId))];
}

async function missingError(scope: Scope, flow: string, missing: string[], total: number): Promise<NodeOperationError> {
	const names = await Promise.all(missing.map(async (id) => await nameOf(scope, id)));
	const number = missing.length;
	const which =
		number < total
			? `${number} of the ${total} connections`
			: total === 1
				? 'the only connection'
				: `all ${total} connections`;
	return scope.badInput(
		`'Connections' leaves out ${which} of flow '${flow}': ${names.join(', ')}`,
		'Map each of them to a connection of the target, or to itself to use the same one',
	);
}

/** `'Shopify' (5f…)`; the id alone where the name cannot be had, since the name is only a help. */
async function nameOf(scope: Scope, id: string): Promise<string> {
	const subject = { what: `connection '${id}'`, repeatable: true };
	try {
		const { name } = await scope.fetchOne({
			method: 'GET',
			path: pathOf('connections', id),
			subject,
			done: documentOf(id),
		});
		return `'${String(name)}' (${id})`;
	} catch {
		return `'${id}'`;
	}
}
