/* eslint-disable @n8n/community-nodes/no-restricted-globals -- runs in Node, not inside n8n */
import fc from 'fast-check';
import { startFlowMate, type FlowMateSandbox } from '../../../sandbox/flowmate';
import { runs } from '../../runs';
import { loadEngine, type Engine, type StoredCredential } from '../harness';
import { idsIn, OPERATIONS } from './operations';

/**
 * Hostile input on every parameter that reaches a path, a query or a body. Whatever it is: each request goes to a path of the
 * operation at hand, names no other record than the one meant, and the node answers with items or an error of its own.
 */
let engine: Engine;
let sandbox: FlowMateSandbox;
let credential: StoredCredential;
let tried = 0;

beforeAll(async () => {
	engine = await loadEngine();
	sandbox = await startFlowMate({ webhookMissDelay: 0, flowDelay: 60_000 });
	credential = engine.credential('flowMateApi', { baseUrl: sandbox.url, ...sandbox.partner });
});

afterAll(async () => {
	await sandbox.close();
	process.stdout.write(`adversarial input: ${tried} inputs tried\n`);
});

const HOSTILE = [
	'../users/me',
	'..%2f..%2fusers%2fme',
	'a/b',
	'/flows',
	'//evil.example/flows',
	'http://evil.example/',
	'6762e154616e91cb8d8b1aaf/start',
	'6762e154616e91cb8d8b1aaf?x=1',
	'6762e154616e91cb8d8b1aaf#x',
	'6762e154616e91cb8d8b1aaf\u0000',
	'6762e154616e91cb8d8b1aaf\r\nx-evil: 1',
	'６７６２ｅ１５４６１６ｅ９１ｃｂ８ｄ８ｂ１ａａｆ',
	'__proto__',
	'constructor',
	'toString',
	'\ud800',
	'{{ $json }}',
	'%',
	'%00',
	'x'.repeat(100_000),
];

/** Examples first: there are some ten values of chance beside them. */
const OFTEN = runs(30);

const EXAMPLES: Array<[unknown]> = HOSTILE.map((value) => [value]);

const hostileText = fc.oneof(
	fc.constantFrom(...HOSTILE),
	fc.string({ unit: 'binary', maxLength: 200 }),
	fc.string({ unit: 'grapheme', maxLength: 40 }),
);

const hostileValue = fc.oneof(
	{ weight: 3, arbitrary: hostileText },
	{
		weight: 1,
		arbitrary: fc.oneof(
			fc.constantFrom<unknown>(
				null,
				true,
				0,
				-1,
				1e308,
				Number.MAX_SAFE_INTEGER,
				Number.NaN,
				[],
				{},
				[[]],
				[{}],
			),
			fc.anything({ maxDepth: 3, withNullPrototype: false }),
		),
	},
);

/** The value goes in as n8n would pass it: from the input item, by an expression. */
const fromItem = '={{ $json.value }}';
const asId = { __rl: true, mode: 'id', value: fromItem };
const asUrl = { __rl: true, mode: 'url', value: fromItem };
const asUsername = { __rl: true, mode: 'username', value: fromItem };

const run = async (parameters: object, value: unknown) => {
	tried++;
	sandbox.requests.length = 0;
	return await engine.run({
		node: 'flowMate',
		parameters: parameters as never,
		items: [{ value }] as never,
		credential,
	});
};

const asked = () =>
	sandbox.requests.filter(({ path }) => path !== '/login').map(({ method, path }) => `${method} ${path}`);

const isError = ({ error }: { error?: Error }) =>
	error !== undefined && !/undefined is not|Cannot read/.test(error.message);

const isId = (value: unknown) => typeof value === 'string' && /^\s*[0-9a-f]{24}\s*$/i.test(value);

describe('An ID that is none makes no request', () => {
	test.each(
		OPERATIONS.filter(({ path }) => /\\w/.test(path.source) || /start|stop|generate/.test(path.source)),
	)('$name', async ({ name, parameters }) => {
		const valid = parameters(idsIn(sandbox));
		const locator = ['flow', 'user', 'template'].find((parameter) => parameter in valid);
		if (!locator) return;
		for (const form of [asId, asUrl]) {
			await fc.assert(
				fc.asyncProperty(
					hostileValue.filter((value) => !isId(value)),
					async (value) => {
						const result = await run({ ...valid, [locator]: form }, value);
						expect([name, asked()]).toEqual([name, []]);
						expect(isError(result)).toBe(true);
						expect(result.error?.message).toMatch(/'(Flow|User|Template)' .*\[item 0\]$/s);
					},
				),
				{ ...OFTEN, examples: EXAMPLES },
			);
		}
	});
});

const QUERIES: Array<[string, object, RegExp]> = [
	['a user name', { resource: 'user', operation: 'get', user: asUsername }, /^GET \/users$/],
	[
		'user names',
		{ resource: 'user', operation: 'getAll', filters: { usernames: fromItem } },
		/^GET \/users$/,
	],
	['a search', { resource: 'flow', operation: 'getAll', filters: { search: fromItem } }, /^GET \/flows$/],
	['a status', { resource: 'flow', operation: 'getAll', filters: { status: fromItem } }, /^GET \/flows$/],
	['tags', { resource: 'template', operation: 'getAll', filters: { tags: fromItem } }, /^GET \/templates$/],
	['a sort', { resource: 'flow', operation: 'getAll', sort: { field: fromItem } }, /^GET \/flows$/],
	['a limit', { resource: 'flow', operation: 'getAll', limit: fromItem }, /^GET \/flows$/],
	[
		'a start',
		{ resource: 'execution', operation: 'getCounts', start: fromItem },
		/^GET \/icenter\/executions$/,
	],
	[
		'a list of IDs',
		{ resource: 'flow', operation: 'startMany', flowsFrom: 'list', flowIds: fromItem },
		/\/multiple\/start$/,
	],
];

describe('A query parameter stays one parameter of its own request', () => {
	test.each(QUERIES)('%s', async (_name, parameters, allowed) => {
		await fc.assert(
			fc.asyncProperty(hostileValue, async (value) => {
				const result = await run(parameters, value);
				for (const request of asked()) expect(request).toMatch(allowed);
				for (const { url } of sandbox.requests) {
					const query = new URL(url, sandbox.url).searchParams;
					const scalar = [...query.keys()].filter((key) => key !== 'username');
					expect(new Set(scalar).size).toBe(scalar.length);
					if (query.has('page[number]')) expect(Number(query.get('page[number]'))).toBeGreaterThanOrEqual(1);
				}
				expect(result.error === undefined || isError(result)).toBe(true);
			}),
			{ ...OFTEN, examples: EXAMPLES },
		);
	});
});

describe('A body', () => {
	const deep = (depth: number) => `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`;

	test('is sent as it was meant, prototype names included', async () => {
		const { active } = idsIn(sandbox);
		const json = '{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"toString":"x"}';
		const flow = { __rl: true, mode: 'id', value: active };
		await run({ resource: 'webhook', operation: 'send', flow, dataMode: 'json', json }, '');
		expect(sandbox.requests.find(({ path }) => path.startsWith('/webhooks'))?.body).toBe(json);
		expect(({} as { polluted?: number }).polluted).toBeUndefined();
	});

	test.each([
		['nested 5,000 deep', deep(5_000)],
		['of 9 MB', JSON.stringify({ text: 'x'.repeat(9_000_000) })],
		['of 11 MB', JSON.stringify({ text: 'x'.repeat(11_000_000) })],
		['that is a number', '7'],
		['that is text', '"x"'],
		['that is null', 'null'],
		['that is no JSON', '{'],
		['that is empty', ''],
	])('%s ends with an item or an error of its own', async (_name, json) => {
		const { active } = idsIn(sandbox);
		const flow = { __rl: true, mode: 'id', value: active };
		const result = await run(
			{ resource: 'webhook', operation: 'send', flow, dataMode: 'json', json: fromItem },
			json,
		);
		expect(asked().every((request) => request === `POST /webhooks/${active}`)).toBe(true);
		expect(result.items.length === 1 || isError(result)).toBe(true);
	});

	test('of an update never names another record, nor a status', async () => {
		const { inactive, active } = idsIn(sandbox);
		const updateFields = { name: 'N', otherFields: fromItem };
		const flow = { __rl: true, mode: 'id', value: inactive };
		const value = { id: active, _id: active, status: 'active', createdAt: 'x', description: 'D' };
		await run({ resource: 'flow', operation: 'update', flow, updateFields }, value);
		const sent = sandbox.requests.find(({ method }) => method === 'PATCH');
		expect([sent?.path, JSON.parse(String(sent?.body))]).toEqual([
			`/flows/${inactive}`,
			{ name: 'N', description: 'D' },
		]);
	});

	test('that is hostile reaches the record that was named, or none', async () => {
		const { inactive } = idsIn(sandbox);
		const flow = { __rl: true, mode: 'id', value: inactive };
		await fc.assert(
			fc.asyncProperty(hostileValue, async (value) => {
				const fields = { name: fromItem, cron: fromItem, graph: fromItem, otherFields: fromItem };
				for (const [field, expression] of Object.entries(fields)) {
					await run(
						{ resource: 'flow', operation: 'update', flow, updateFields: { [field]: expression } },
						value,
					);
					for (const request of asked()) expect(request).toBe(`PATCH /flows/${inactive}`);
				}
			}),
			{ ...OFTEN, examples: EXAMPLES },
		);
	});
});
