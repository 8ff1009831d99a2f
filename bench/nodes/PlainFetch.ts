/* eslint-disable @n8n/community-nodes/node-usable-as-tool -- part of the benchmark, never published */
import type {
	IDataObject,
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

const HEADERS = {
	authorization: 'Bearer token',
	accept: 'application/json',
	'content-type': 'application/json',
};

/** The same work with nothing but fetch: what the network, JSON and n8n's items cost at least. */
export class PlainFetch implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Plain Fetch',
		name: 'plainFetch',
		group: ['transform'],
		version: 1,
		description: 'The work of a measurement with plain fetch',
		defaults: { name: 'Plain Fetch' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		properties: [
			{ displayName: 'URL', name: 'url', type: 'string', default: '' },
			{ displayName: 'Work', name: 'work', type: 'string', default: 'start' },
			{ displayName: 'Limit', name: 'limit', type: 'number', default: 0 },
			{ displayName: 'Requests in Flight', name: 'inFlight', type: 'number', default: 1 },
		],
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const url = this.getNodeParameter('url', 0) as string;
		const items = this.getInputData();
		const inFlight = this.getNodeParameter('inFlight', 0) as number;
		switch (this.getNodeParameter('work', 0)) {
			case 'startMany':
				return [await startMany(url, items)];
			case 'getAll':
				return [await getAll(url, this.getNodeParameter('limit', 0) as number)];
			case 'send':
				return [
					await perItem(items, inFlight, ({ flowId, ...data }) =>
						post(`${url}/webhooks/${String(flowId)}`, data),
					),
				];
			default:
				return [await perItem(items, inFlight, ({ flowId }) => post(`${url}/flows/${String(flowId)}/start`))];
		}
	}
}

async function post(url: string, body?: unknown): Promise<{ data: IDataObject }> {
	const answer = await fetch(url, {
		method: 'POST',
		headers: HEADERS,
		body: body === undefined ? null : JSON.stringify(body),
	});
	if (!answer.ok) throw new Error(`HTTP ${answer.status}`);
	return (await answer.json()) as { data: IDataObject };
}

async function perItem(
	items: INodeExecutionData[],
	inFlight: number,
	send: (json: IDataObject) => Promise<{ data: IDataObject }>,
): Promise<INodeExecutionData[]> {
	const results: INodeExecutionData[] = [];
	let next = 0;
	const worker = async () => {
		for (let item = next++; item < items.length; item = next++)
			results[item] = { json: (await send(items[item].json)).data, pairedItem: { item } };
	};
	await Promise.all(Array.from({ length: inFlight }, worker));
	return results;
}

async function startMany(url: string, items: INodeExecutionData[]): Promise<INodeExecutionData[]> {
	const results: INodeExecutionData[] = [];
	for (let first = 0; first < items.length; first += 500) {
		const ids = items.slice(first, first + 500).map(({ json }) => json.flowId);
		const outcomes = (await post(`${url}/flows/multiple/start`, ids)) as unknown as Array<{
			data: IDataObject;
		}>;
		for (const { data } of outcomes) results.push({ json: data, pairedItem: { item: results.length } });
	}
	return results;
}

async function getAll(url: string, limit: number): Promise<INodeExecutionData[]> {
	const size = limit || 1_000;
	const results: INodeExecutionData[] = [];
	for (let page = 1; ; page++) {
		const answer = await fetch(`${url}/flows?page[size]=${size}&page[number]=${page}`, { headers: HEADERS });
		const { data, meta } = (await answer.json()) as { data: IDataObject[]; meta: { totalPages: number } };
		for (const json of data) results.push({ json, pairedItem: { item: 0 } });
		if (limit || page >= meta.totalPages) return results;
	}
}
