/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- runs in Node, not inside n8n */
import { resolve } from 'node:path';
import type { IDataObject } from 'n8n-workflow';
import { idOf, startCeligo, type CeligoOptions, type CeligoSandbox } from '../../../sandbox/celigo';
import { loadEngine, type Engine, type RunOptions } from '../../engine/harness';

export const PACKAGE = resolve(__dirname, '../../../packages/n8n-nodes-celigo');

/** Ids of the seeded demo, by what their names begin with. */
export const IDS = {
	orders: idOf('flow Orders to NetSuite'),
	inventory: idOf('flow Inventory to Shopify'),
	invoices: idOf('flow Invoices to Salesforce'),
	refunds: idOf('flow Refunds to NetSuite'),
	twoSteps: idOf('flow Git events to chat'),
	ofApp: idOf('flow Customers (integration app)'),
	orderToCash: idOf('integration Order to Cash'),
	staging: idOf('integration Order to Cash (Staging)'),
	finance: idOf('integration Finance'),
	shopify: idOf('connection Shopify'),
	netSuite: idOf('connection NetSuite'),
	salesforce: idOf('connection Salesforce'),
	shopifyStaging: idOf('connection Shopify Staging'),
	netSuiteSandbox: idOf('connection NetSuite Sandbox'),
	getOrders: idOf('export Get orders from Shopify'),
	getItems: idOf('export Get items from NetSuite'),
	lookUpCustomer: idOf('export Look up customer in Salesforce'),
	postOrders: idOf('import Post orders to NetSuite'),
	updateInventory: idOf('import Update inventory in Shopify'),
	unknown: 'ffffffffffffffffffffffff',
};

export interface World {
	engine: Engine;
	sandbox: CeligoSandbox;
	/** Runs one operation; `flow.get` names it. */
	run(operation: string, parameters?: IDataObject, options?: Partial<RunOptions>): ReturnType<Engine['run']>;
	/** The json of the output items. @throws the error of the run */
	output(operation: string, parameters?: IDataObject, items?: IDataObject[]): Promise<IDataObject[]>;
	/** A credential for the sandbox, with these fields changed. */
	credential(fields?: IDataObject): ReturnType<Engine['credential']>;
	/** What was requested, as `GET /v1/flows?limit=2`. */
	requested(): string[];
	/** The bodies of the requests with this method. */
	bodies(method: string): unknown[];
}

/** A sandbox with demo data and the built package in n8n's engine. */
export async function startWorld(options: CeligoOptions = {}): Promise<World> {
	return worldOf(await loadEngine({ directory: PACKAGE }), await startCeligo(options));
}

/** The built package in an engine, before a sandbox. */
export function worldOf(engine: Engine, sandbox: CeligoSandbox): World {
	const credential = (fields: IDataObject = {}) =>
		engine.credential('celigoApi', {
			region: 'custom',
			baseUrl: sandbox.url,
			token: sandbox.token,
			...(fields as Record<string, string>),
		});
	const run: World['run'] = async (name, parameters = {}, more = {}) => {
		const [resource, operation] = name.split('.');
		return await engine.run({
			node: 'celigo',
			parameters: { resource, operation, ...parameters },
			credential: credential(),
			...more,
		});
	};
	return {
		engine,
		sandbox,
		credential,
		run,
		output: async (name, parameters, items) => {
			const { items: found, error } = await run(name, parameters, { items });
			if (error) throw error;
			return found.map(({ json }) => json);
		},
		requested: () => sandbox.requests.map(({ method, url }) => `${method} ${url}`),
		bodies: (method) =>
			sandbox.requests
				.filter((request) => request.method === method)
				.map(({ body }) => (body ? (JSON.parse(body) as unknown) : undefined)),
	};
}

/** A locator's value as the editor keeps it. */
export const byId = (value: string): IDataObject => ({ __rl: true, mode: 'id', value });
