import { seededId } from '../shared/ids';
import type { Options } from './options';
import type { Flow, State } from './state';

/** Ids are the same on every start, so that a workflow built against the seeded data keeps working. */
export const idOf = seededId;

const BORN = '2026-03-02T08:15:00.000Z';
const BORN_AND_CHANGED = { createdAt: BORN, lastModified: BORN };

const CONNECTIONS = {
	Shopify: 'http',
	NetSuite: 'netsuite',
	Salesforce: 'salesforce',
	'NetSuite Sandbox': 'netsuite',
	'Shopify Staging': 'http',
};

/** How exports and imports of a connection's type call their adaptor. */
const ADAPTORS: Record<string, string> = { http: 'HTTP', netsuite: 'NetSuite', salesforce: 'Salesforce' };

/** This one is down: a ping does not reach it. */
const DOWN = 'Shopify Staging';

const INTEGRATIONS = ['Order to Cash', 'Finance', 'Order to Cash (Staging)'];

/** Name, and the connection that it reads from or writes to. */
const EXPORTS: Array<[string, string]> = [
	['Get orders from Shopify', 'Shopify'],
	['Get items from NetSuite', 'NetSuite'],
	['Get invoices from NetSuite', 'NetSuite'],
	['Look up customer in Salesforce', 'Salesforce'],
];

const IMPORTS: Array<[string, string]> = [
	['Post orders to NetSuite', 'NetSuite'],
	['Update inventory in Shopify', 'Shopify'],
	['Post invoices to Salesforce', 'Salesforce'],
];

const exported = (name: string) => ({ _exportId: idOf(`export ${name}`) });
const imported = (name: string) => ({ type: 'import' as const, _importId: idOf(`import ${name}`) });
const lookup = (name: string) => ({ type: 'export' as const, ...exported(name) });

const orders: Partial<Flow> = {
	description: 'Copies new orders every quarter of an hour',
	schedule: '? 0,15,30,45 * ? * *',
	timezone: 'Europe/Berlin',
	pageGenerators: [{ ...exported('Get orders from Shopify'), skipRetries: false }],
	pageProcessors: [
		{
			...lookup('Look up customer in Salesforce'),
			responseMapping: { fields: [{ extract: 'data', generate: 'customer' }], lists: [] },
		},
		{ ...imported('Post orders to NetSuite'), proceedOnFailure: false },
	],
};

const inventory: Partial<Flow> = {
	schedule: '? 0 2 ? * *',
	timezone: 'Europe/Berlin',
	pageGenerators: [exported('Get items from NetSuite')],
	pageProcessors: [imported('Update inventory in Shopify')],
};

const invoices: Partial<Flow> = {
	description: 'Large invoices go to Salesforce, others end here',
	pageGenerators: [exported('Get invoices from NetSuite')],
	routers: [
		{
			id: 'amount',
			name: 'By amount',
			routeRecordsTo: 'first_matching_branch',
			routeRecordsUsing: 'input_filters',
			branches: [
				{
					name: 'Large',
					inputFilter: { version: '1', rules: ['greaterthan', ['number', ['extract', 'amount']], 1000] },
					pageProcessors: [imported('Post invoices to Salesforce')],
				},
				{ name: 'Others', pageProcessors: [] },
			],
		},
	],
};

/** Three integrations, five connections and flows of every kind; one of them completes with errors whenever it runs. */
export function seed(state: State, kind: Options['seed']): string {
	const token = 'celigo-sandbox-token';
	state.tokens.set(token, '*');
	state.tokens.set('celigo-sandbox-custom-token', 'custom');
	if (kind === 'empty') return token;
	seedResources(state);
	if (kind !== 'demo') {
		for (let number = 1; number <= kind.flows; number++)
			addFlow(state, `Flow ${String(number).padStart(5, '0')}`, inventory);
		return token;
	}
	addFlow(state, 'Orders to NetSuite', orders);
	addFlow(state, 'Inventory to Shopify', inventory);
	addFlow(state, 'Invoices to Salesforce', { ...invoices, _integrationId: idOf('integration Finance') });
	addFlow(state, 'Refunds to NetSuite', { ...orders, disabled: true });
	// As the oldest flows are: two steps, named at the top, and neither integration nor logging.
	addFlow(state, 'Git events to chat', {
		...exported('Get orders from Shopify'),
		_importId: idOf('import Post orders to NetSuite'),
		_integrationId: undefined,
	});
	addFlow(state, 'Customers (integration app)', { ...inventory, _connectorId: idOf('connector') });
	state.outcomes.set(idOf('flow Inventory to Shopify'), { status: 'completed', success: 1200, errors: 3 });
	state.outcomes.set(idOf('flow Invoices to Salesforce'), { status: 'failed', success: 0, errors: 1 });
	return token;
}

function seedResources(state: State): void {
	for (const [name, type] of Object.entries(CONNECTIONS)) {
		const _id = idOf(`connection ${name}`);
		// Secrets come masked.
		const secret = { [type]: { auth: { token: { token: '******' } } } };
		state.connections.set(_id, { _id, name, type, offline: name === DOWN, ...secret, ...BORN_AND_CHANGED });
	}
	state.unreachable.add(idOf(`connection ${DOWN}`));
	for (const name of INTEGRATIONS) {
		const _id = idOf(`integration ${name}`);
		const isStaging = name.endsWith('(Staging)');
		const _registeredConnectionIds = Object.keys(CONNECTIONS)
			.filter((each) => / (Sandbox|Staging)$/.test(each) === isStaging)
			.map((each) => idOf(`connection ${each}`));
		const flowGroupings = [{ _id: idOf(`group Nightly of ${name}`), name: 'Nightly' }];
		state.integrations.set(_id, { _id, name, flowGroupings, _registeredConnectionIds, ...BORN_AND_CHANGED });
	}
	for (const [name, connection] of EXPORTS) {
		const _id = idOf(`export ${name}`);
		const isLookup = name.startsWith('Look up') ? { isLookup: true } : {};
		state.exports.set(_id, { _id, name, ...adaptor(connection, 'Export'), ...isLookup, ...BORN_AND_CHANGED });
		state.records.set(_id, recordsOf(name));
	}
	for (const [name, connection] of IMPORTS) {
		const _id = idOf(`import ${name}`);
		state.imports.set(_id, { _id, name, ...adaptor(connection, 'Import'), ...BORN_AND_CHANGED });
	}
}

function adaptor(connection: string, kind: 'Export' | 'Import') {
	const type = CONNECTIONS[connection as keyof typeof CONNECTIONS];
	return { _connectionId: idOf(`connection ${connection}`), adaptorType: `${ADAPTORS[type]}${kind}` };
}

/** 45 records for each export. */
const recordsOf = (name: string) =>
	Array.from({ length: 45 }, (_, index) => ({ id: String(1001 + index), source: name, amount: 20 + index }));

function addFlow(state: State, name: string, fields: Partial<Flow>): void {
	const flow: Flow = {
		_id: idOf(`flow ${name}`),
		name,
		disabled: false,
		_integrationId: idOf('integration Order to Cash'),
		skipRetries: false,
		...structuredClone(fields),
		createdAt: BORN,
		lastModified: BORN,
	};
	state.flows.set(flow._id, flow);
}
