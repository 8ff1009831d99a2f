import type { IDataObject, INode } from 'n8n-workflow';
import { DEFAULT_IN_FLIGHT } from '../nodes/FlowMate/kit/door';

/**
 * Who does the work. The wider ones have ten more operations on a flow; 'simplified' gives the fields that 'Simplify' leaves; the fixed
 * ones have as many requests in flight as the server allows, and never more; 'acting' is as one of ten customers, by an expression for
 * each item.
 */
export type Subject =
	| 'flowmate'
	| 'flowmateWider'
	| 'simplified'
	| 'flowmateFixed'
	| 'flowmateActing'
	| 'http'
	| 'httpBatched'
	| 'conventional'
	| 'conventionalNine'
	| 'conventionalWider'
	| 'fetch'
	| 'fetchFixed';

export type Work = 'start' | 'startMany' | 'getAll' | 'limit' | 'send' | 'sendLarge';

export interface Case {
	work: Work;
	/** Items in, or for a list flows out. */
	size: number;
	/** How long the server takes to answer, in ms. */
	latency: number;
	/** How many requests in flight the server takes before it answers 429; any number if left out. */
	allowed?: number;
	/** In how many rounds it is measured at most: large ones that no close comparison rests on. */
	rounds?: number;
	subjects: Subject[];
}

/** Flows on a page, for all subjects. */
export const PAGE = 1_000;

const LIMIT = 50;

export const BYTES: Partial<Record<Work, number>> = { send: 1_000, sendLarge: 100_000 };

/** How many items go into the subject. */
export const inputOf = ({ work, size }: Case) => (work === 'getAll' || work === 'limit' ? 1 : size);

/** How many items must come out of it. */
export const outputOf = ({ work, size }: Case) => (work === 'limit' ? LIMIT : size);

/** What the server allows in the cases in which it does not take everything. */
export const ALLOWED = 20;

/** What 'HTTP Request' sends in batches: so many, and after so many ms the next. A server that takes 50 ms never has more of them at a time. */
export const BATCH = { batchSize: ALLOWED, batchInterval: 100 };

const ALL: Subject[] = ['flowmate', 'http', 'conventional', 'fetch'];
const WITHOUT_CONVENTIONAL: Subject[] = ['flowmate', 'http', 'fetch'];

/** The conventional node is left out where it only costs the benchmark time: it shows all that it has to show at 1,000 items. */
export const CASES: Case[] = [
	{ work: 'start', size: 10, latency: 0, subjects: ALL },
	{ work: 'start', size: 100, latency: 0, subjects: ALL },
	{ work: 'start', size: 1_000, latency: 0, subjects: [...WITHOUT_CONVENTIONAL, 'flowmateWider'] },
	{ work: 'start', size: 5_000, latency: 0, rounds: 3, subjects: ['flowmate'] },
	{ work: 'start', size: 100, latency: 50, subjects: WITHOUT_CONVENTIONAL },
	{ work: 'start', size: 1_000, latency: 50, subjects: [...WITHOUT_CONVENTIONAL, 'httpBatched'] },
	{ work: 'start', size: 1_000, latency: 200, subjects: ['flowmate', 'http'] },
	{
		work: 'start',
		size: 1_000,
		latency: 50,
		allowed: ALLOWED,
		subjects: ['flowmate', 'flowmateFixed', 'http', 'httpBatched', 'fetchFixed'],
	},
	{ work: 'startMany', size: 100, latency: 0, subjects: WITHOUT_CONVENTIONAL },
	{ work: 'startMany', size: 1_000, latency: 0, subjects: [...WITHOUT_CONVENTIONAL, 'flowmateActing'] },
	{ work: 'startMany', size: 10_000, latency: 0, subjects: ['flowmate', 'fetch'] },
	{ work: 'startMany', size: 1_000, latency: 50, subjects: ['flowmate', 'fetch'] },
	{ work: 'startMany', size: 1_000, latency: 200, subjects: ['flowmate', 'fetch'] },
	{ work: 'getAll', size: 1_000, latency: 0, subjects: ALL },
	{ work: 'getAll', size: 10_000, latency: 0, subjects: ALL },
	{
		work: 'getAll',
		size: 100_000,
		latency: 0,
		rounds: 3,
		subjects: ['flowmate', 'simplified', 'http', 'conventional', 'fetch'],
	},
	{ work: 'getAll', size: 100_000, latency: 50, rounds: 3, subjects: WITHOUT_CONVENTIONAL },
	{ work: 'limit', size: 100_000, latency: 0, subjects: ALL },
	{ work: 'send', size: 100, latency: 0, subjects: WITHOUT_CONVENTIONAL },
	{ work: 'send', size: 1_000, latency: 0, subjects: WITHOUT_CONVENTIONAL },
	{ work: 'send', size: 1_000, latency: 50, subjects: WITHOUT_CONVENTIONAL },
	{ work: 'send', size: 1_000, latency: 200, subjects: ['flowmate', 'http'] },
	{ work: 'sendLarge', size: 100, latency: 0, subjects: WITHOUT_CONVENTIONAL },
	{ work: 'sendLarge', size: 1_000, latency: 0, rounds: 3, subjects: WITHOUT_CONVENTIONAL },
	{
		work: 'start',
		size: 1_000,
		latency: 0,
		rounds: 3,
		subjects: ['conventional', 'conventionalNine', 'conventionalWider'],
	},
];

type Step = Pick<INode, 'name' | 'type' | 'typeVersion' | 'parameters' | 'credentials' | 'onError'>;

export interface Place {
	url: string;
	credentials: Record<'flowMateApi' | 'conventionalApi' | 'httpBearerAuth', INode['credentials']>;
}

/** The nodes that do a work in a workflow, the way a user would set them. */
export function stepsOf(subject: Subject, work: Work, place: Place): Step[] {
	switch (subject) {
		case 'http':
			return httpSteps(work, place);
		case 'httpBatched':
			return httpSteps(work, place, { batching: { batch: BATCH } });
		case 'conventional':
		case 'conventionalNine':
		case 'conventionalWider':
			return [step(TYPES[subject], conventionalParameters[work], place.credentials.conventionalApi)];
		case 'fetch':
		case 'fetchFixed': {
			const inFlight = subject === 'fetch' ? DEFAULT_IN_FLIGHT : ALLOWED;
			return [step(TYPES[subject], { url: place.url, inFlight, ...fetchParameters[work] })];
		}
		default: {
			const simplify = work === 'getAll' && { simplify: subject === 'simplified' };
			const fixed = subject === 'flowmateFixed' && { options: { maxRequestsInFlight: ALLOWED } };
			const acting = subject === 'flowmateActing' && { options: { actAsUser: CUSTOMER } };
			const parameters = { ...flowMateParameters[work], ...simplify, ...fixed, ...acting };
			return [step(TYPES[subject], parameters, place.credentials.flowMateApi)];
		}
	}
}

const TYPES: Record<Subject, string> = {
	flowmate: 'n8n-nodes-flowmate.flowMate',
	flowmateWider: 'n8n-nodes-wider.flowMate',
	simplified: 'n8n-nodes-flowmate.flowMate',
	flowmateFixed: 'n8n-nodes-flowmate.flowMate',
	flowmateActing: 'n8n-nodes-flowmate.flowMate',
	http: 'n8n-nodes-base.httpRequest',
	httpBatched: 'n8n-nodes-base.httpRequest',
	conventional: 'n8n-nodes-conventional.conventional',
	conventionalNine: 'n8n-nodes-conventional.conventionalNine',
	conventionalWider: 'n8n-nodes-conventional.conventionalWider',
	fetch: 'n8n-nodes-bench.plainFetch',
	fetchFixed: 'n8n-nodes-bench.plainFetch',
};

const step = (
	type: string,
	parameters: IDataObject,
	credentials?: INode['credentials'],
	typeVersion = 1,
): Step => ({
	name: 'Subject',
	type,
	typeVersion,
	parameters: parameters as INode['parameters'],
	credentials,
});

const FLOW = { __rl: true, mode: 'id', value: '={{ $json.flowId }}' };
const CUSTOMER = { __rl: true, mode: 'username', value: '=customer-{{ $itemIndex % 10 }}' };
const START = { resource: 'flow', operation: 'start', flow: FLOW };
const GET_ALL = { resource: 'flow', operation: 'getAll' };
const SEND = {
	resource: 'webhook',
	operation: 'send',
	flow: FLOW,
	dataMode: 'json',
	json: '={{ { "text": $json.text } }}',
};

const flowMateParameters: Record<Work, IDataObject> = {
	start: START,
	startMany: { resource: 'flow', operation: 'startMany', flowsFrom: 'items', idField: 'flowId' },
	getAll: { ...GET_ALL, returnAll: true },
	limit: { ...GET_ALL, limit: LIMIT, simplify: false },
	send: SEND,
	sendLarge: SEND,
};

const CONVENTIONAL_SEND = {
	resource: 'webhook',
	operation: 'send',
	flowId: '={{ $json.flowId }}',
	data: '={{ { "text": $json.text } }}',
};
const CONVENTIONAL_START = { resource: 'flow', operation: 'start', flowId: '={{ $json.flowId }}' };

const conventionalParameters: Record<Work, IDataObject> = {
	start: CONVENTIONAL_START,
	startMany: CONVENTIONAL_START,
	getAll: { ...GET_ALL, returnAll: true },
	limit: { ...GET_ALL, returnAll: false, limit: LIMIT },
	send: CONVENTIONAL_SEND,
	sendLarge: CONVENTIONAL_SEND,
};

const fetchParameters: Record<Work, IDataObject> = {
	start: { work: 'start' },
	startMany: { work: 'startMany' },
	getAll: { work: 'getAll' },
	limit: { work: 'getAll', limit: LIMIT },
	send: { work: 'send' },
	sendLarge: { work: 'send' },
};

/** An item whose request is refused goes on as an item with an error, so that the others are not lost. */
function httpSteps(work: Work, { url, credentials }: Place, options: IDataObject = {}): Step[] {
	const authentication = { authentication: 'genericCredentialType', genericAuthType: 'httpBearerAuth' };
	const http = (parameters: IDataObject): Step => ({
		...step(TYPES.http, { ...authentication, ...parameters }, credentials.httpBearerAuth, 4.2),
		onError: 'continueRegularOutput',
	});
	switch (work) {
		case 'getAll':
			return [
				http({ url: `${url}/flows`, ...sized(PAGE), options: { pagination: { pagination: ALL_PAGES } } }),
				splitOut,
			];
		case 'limit':
			return [http({ url: `${url}/flows`, ...sized(LIMIT), options: {} }), splitOut];
		case 'send':
		case 'sendLarge':
			return [
				http({
					method: 'POST',
					url: `=${url}/webhooks/{{ $json.flowId }}`,
					sendBody: true,
					specifyBody: 'json',
					jsonBody: '={{ { "text": $json.text } }}',
					options,
				}),
			];
		default:
			return [http({ method: 'POST', url: `=${url}/flows/{{ $json.flowId }}/start`, options })];
	}
}

const sized = (size: number) => ({
	sendQuery: true,
	queryParameters: { parameters: [{ name: 'page[size]', value: String(size) }] },
});

const ALL_PAGES = {
	paginationMode: 'updateAParameterInEachRequest',
	parameters: { parameters: [{ type: 'qs', name: 'page[number]', value: '={{ $pageCount + 1 }}' }] },
	paginationCompleteWhen: 'other',
	completeExpression: '={{ $response.body.meta.page >= $response.body.meta.totalPages }}',
};

const splitOut: Step = {
	name: 'Split Out',
	type: 'n8n-nodes-base.splitOut',
	typeVersion: 1,
	parameters: { fieldToSplitOut: 'data', options: {} },
};
