/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- runs in Node, not inside n8n */
import { inspect } from 'node:util';
import { startFlowMate } from '../../../sandbox/flowmate';
import type { FaultRule } from '../../../sandbox/flowmate';
import { loadEngine, type Engine } from '../harness';
import { quicken } from '../harness/quicken';
import { idsIn, OPERATIONS, type Case } from './operations';

/** Every operation, through success and every kind of failure, with marked secrets: none shows up where people or logs see it. */
const FAULTS: Array<Partial<FaultRule> | undefined> = [
	undefined,
	{ effect: { status: 500 } },
	{ effect: { status: 400, body: { errors: [{ message: 'refused', code: 400 }] } } },
	{ effect: { status: 401, body: { errors: [{ message: 'Token invalid', code: 401 }] } } },
	{ effect: { status: 403, body: { errors: [{ message: 'MISSING_PERMISSION', code: 403 }] } } },
	{ effect: { status: 404, body: 'Not Found' } },
	{
		effect: {
			status: 409,
			body: { errors: [{ message: 'Flow is not inactive. Current status: active', code: 409 }] },
		},
	},
	{ effect: { status: 413, body: { error: 'request entity too large' } } },
	{ effect: { status: 429, retryAfter: '600' } },
	{ effect: { redirect: 'http://127.0.0.1:9/' } },
	{ effect: { hang: true } },
	{ times: 1, effect: { reset: 'after' } },
	{ times: 1, effect: { truncateJson: true } },
	{ times: 1, effect: { html: 502 } },
	// A server that quotes the whole request, headers and body.
	{ effect: { echo: 400 } },
	{ effect: { echo: 401 } },
	{ effect: { echo: 500, as: 'text' } },
	{ method: 'POST', path: '/login', effect: { echo: 401 } },
];

let engine: Engine;
let looks = 0;

beforeAll(async () => {
	quicken(100, 'FlowMate');
	engine = await loadEngine();
});

afterAll(() => {
	process.stdout.write(`secrets: ${looks} runs searched\n`);
});

/** Runs an operation with marked secrets. @returns those that show up where they must not */
async function leaksOf(
	{ name, method, path, parameters }: Case,
	fault?: Partial<FaultRule>,
): Promise<string[]> {
	const sandbox = await startFlowMate({ webhookMissDelay: 0, flowDelay: 60_000 });
	try {
		if (fault) sandbox.faults.add({ method, path, ...fault } as FaultRule);
		const { items, error, executionData } = await engine.run({
			node: 'flowMate',
			parameters: {
				...parameters(idsIn(sandbox)),
				...(name === 'user.create' && { password: 'marked-new-password' }),
				...(name.startsWith('webhook.') && { options: { signatureHeader: 'x-hmac' } }),
				requestOptions: { timeout: 200 },
			},
			credential: engine.credential('flowMateApi', {
				baseUrl: sandbox.url,
				...sandbox.partner,
				webhookSecret: 'marked-webhook-secret',
			}),
		});
		looks++;
		const tokens = [...sandbox.state.tokens.keys()];
		const secrets = [sandbox.partner.password, 'marked-webhook-secret', ...tokens];
		const shown = text({ items, error, cause: error?.cause, stack: error?.stack });
		// The node's own parameters are part of the workflow, and so of an error that n8n keeps; what was sent is not.
		const withoutParameters = shown.replaceAll(/'?(password|json)'?: '[^']*'/g, '');
		const urls = text(sandbox.requests.map(({ url }) => url));
		const headers = text(sandbox.requests.map(({ headers }) => ({ ...headers, authorization: '' })));
		return [
			...[...secrets, 'marked-new-password', 'payload-value'].filter((secret) =>
				[withoutParameters, urls, headers].some((place) => place.includes(secret)),
			),
			...secrets.filter((secret) => text(executionData.data.resultData).includes(secret)),
		];
	} finally {
		await sandbox.close();
	}
}

const text = (value: unknown) => inspect(value, { depth: 20, maxStringLength: null, maxArrayLength: null });

test.each(FAULTS)(
	'no secret is part of an item, an error, the execution data or a URL, under %j',
	async (fault) => {
		const leaks = await Promise.all(
			OPERATIONS.map(async (operation) => [operation.name, await leaksOf(operation, fault)]),
		);
		expect(leaks).toEqual(OPERATIONS.map(({ name }) => [name, []]));
	},
);

test('a redirect to another host takes no token there', async () => {
	const [sandbox, other] = [await startFlowMate(), await startFlowMate()];
	const credential = engine.credential('flowMateApi', { baseUrl: sandbox.url, ...sandbox.partner });
	sandbox.faults.add({ path: '/flows', effect: { redirect: `${other.url}/flows` } });
	const run = await engine.run({
		node: 'flowMate',
		parameters: { resource: 'flow', operation: 'getAll' },
		credential,
	});
	expect(run.error?.message).toContain('leads on to another address');
	expect(other.requests).toEqual([]);
	await sandbox.close();
	await other.close();
});
