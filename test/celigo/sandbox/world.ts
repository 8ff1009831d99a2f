import { idOf, startCeligo, type CeligoOptions, type CeligoSandbox } from '../../../sandbox/celigo';

export interface Answer {
	status: number;
	headers: Headers;
	text: string;
	/** The parsed text; `{}` where there is none. */
	body: Record<string, unknown>;
}

export interface Asking {
	body?: unknown;
	/** Left out: that of JSON where there is a body. Null: none. */
	contentType?: string | null;
	token?: string;
}

export type Ask = (method: string, path: string, asking?: Asking) => Promise<Answer>;

export const IDS = {
	orders: idOf('flow Orders to NetSuite'),
	inventory: idOf('flow Inventory to Shopify'),
	invoices: idOf('flow Invoices to Salesforce'),
	refunds: idOf('flow Refunds to NetSuite'),
	ofApp: idOf('flow Customers (integration app)'),
	orderToCash: idOf('integration Order to Cash'),
	finance: idOf('integration Finance'),
	shopify: idOf('connection Shopify'),
	netSuite: idOf('connection NetSuite'),
	salesforce: idOf('connection Salesforce'),
	staging: idOf('connection Shopify Staging'),
	getOrders: idOf('export Get orders from Shopify'),
	getItems: idOf('export Get items from NetSuite'),
	getInvoices: idOf('export Get invoices from NetSuite'),
	lookUp: idOf('export Look up customer in Salesforce'),
	postOrders: idOf('import Post orders to NetSuite'),
	updateInventory: idOf('import Update inventory in Shopify'),
	nightly: idOf('group Nightly of Order to Cash'),
};

/** Calls the sandbox below `/v1`, or below the host where the path says `/v1` or `/api` itself. */
export function asker({ url, token: own }: CeligoSandbox): Ask {
	return async (method, path, { body, contentType, token = own } = {}) => {
		const type = contentType ?? (body === undefined ? undefined : 'application/json');
		const response = await fetch(`${url}${/^\/(v1|api)\//.test(path) ? '' : '/v1'}${path}`, {
			method,
			headers: { authorization: `Bearer ${token}`, ...(type && { 'content-type': type }) },
			body: body === undefined ? undefined : JSON.stringify(body),
		});
		const text = await response.text();
		const { status, headers } = response;
		return { status, headers, text, body: (text ? JSON.parse(text) : {}) as Record<string, unknown> };
	};
}

export interface World {
	sandbox: CeligoSandbox;
	ask: Ask;
	/** The job of a run that is over; three of the records of 'Inventory to Shopify' fail. */
	finished(flow?: string): Promise<string>;
}

/** A sandbox whose jobs are over as soon as somebody looks. */
export async function startWorld(options: CeligoOptions = {}): Promise<World> {
	const sandbox = await startCeligo({ jobQueued: 0, jobRunning: 0, ...options });
	const ask = asker(sandbox);
	const finished = async (flow = IDS.inventory) => {
		const { body } = await ask('POST', `/flows/${flow}/run`, { body: {} });
		await ask('GET', `/jobs/${String(body._jobId)}`);
		return String(body._jobId);
	};
	return { sandbox, ask, finished };
}
