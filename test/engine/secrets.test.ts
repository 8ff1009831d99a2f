import type { IDataObject } from 'n8n-workflow';
import type { Effect } from '../../sandbox/flowmate';
import { ACTIVE, Bench, by, byId } from './support';
import type { EngineError, RunResult } from './harness';
import { quicken } from './harness/quicken';

/**
 * What an execution leaves behind is read by many: in the list of executions, in logs, in error workflows. Nothing of it may
 * hold a password, a token, or data that was sent.
 */
const bench = new Bench();
beforeAll(() => quicken(100, 'FlowMate'));
const PASSWORD = 'sandbox-password';
const PAYLOAD = 'payload-4711';
const SECRET = 'key-of-the-webhook';

const FAULTS: Array<[string, Effect]> = [
	[
		'an error that repeats what was sent',
		{ status: 500, body: { errors: [{ message: {} }], echo: PAYLOAD } },
	],
	['400', { status: 400, body: { error: 'Unexpected token' } }],
	['401', { status: 401, body: { message: 'VALIDATION_ERROR' } }],
	['403', { status: 403, body: { error: 'Unauthorized' } }],
	['404', { status: 404 }],
	['500', { status: 500 }],
	['a web page', { html: 502 }],
	['a reset', { reset: 'after' }],
	['no answer', { hang: true }],
	['an answer that is cut off', { truncate: true }],
	['broken JSON', { truncateJson: true }],
	['a redirect', { redirect: 'https://other.example/' }],
	['a successful answer with an error', { body: { message: 'No such field' } }],
];

const SEND: IDataObject = {
	flow: byId(ACTIVE),
	dataMode: 'json',
	json: '={{ $json }}',
	options: { signatureHeader: 'x-hmac' },
	requestOptions: { timeout: 1_000 },
};

/** Everything that an error says, wherever it says it. */
function textOf(error: unknown, depth = 0): string {
	if (typeof error !== 'object' || error === null || depth > 6) return String(error);
	const own = Object.getOwnPropertyNames(error).filter((name) => name !== 'node');
	return own.map((name) => `${name}: ${textOf((error as IDataObject)[name], depth + 1)}`).join('\n');
}

/** What n8n stores of the node: its output and its error, but not the input that it got from the node before. */
const storedOf = ({ executionData }: Pick<RunResult, 'executionData'>) =>
	JSON.stringify([
		executionData.data.resultData.runData.Subject,
		executionData.data.resultData.error,
		executionData.data.resultData.metadata,
	]);

const tokens = () => [...bench.sandbox.state.tokens.keys()];

function expectNoSecrets(error: EngineError | undefined, result: Pick<RunResult, 'executionData'>) {
	const found = [PASSWORD, SECRET, PAYLOAD, ...tokens()].filter(
		(secret) => textOf(error).includes(secret) || storedOf(result).includes(secret),
	);
	expect(found).toEqual([]);
}

describe('An execution that fails holds no password, no token and nothing that was sent', () => {
	test.each(FAULTS)('after %s', async (_, effect) => {
		bench.sandbox.faults.add({ path: '/webhooks', effect });
		const credential = bench.credentialWith({ webhookSecret: SECRET });
		const result = await bench.run('webhook.send', SEND, { items: [{ iban: PAYLOAD }], credential });
		expect(result.error).toBeDefined();
		expect(bench.requests).toContain(`POST /webhooks/${ACTIVE} {"iban":"${PAYLOAD}"}`);
		expectNoSecrets(result.error, result);
	});

	// A login that is never answered is given up after two minutes: too long for a test.
	test.each(FAULTS.filter(([, effect]) => !('hang' in effect)))(
		'after %s at the login',
		async (_, effect) => {
			bench.sandbox.faults.add({ path: '/login', effect });
			const credential = bench.credentialWith({ webhookSecret: SECRET });
			const result = await bench.run('webhook.send', SEND, { items: [{ iban: PAYLOAD }], credential });
			expect(result.error).toBeDefined();
			expect(bench.sandbox.count('POST', '/login')).toBeGreaterThan(0);
			expect(bench.requests).toEqual([]);
			expectNoSecrets(result.error, result);
		},
	);

	test.each([
		['/login', {}],
		['/impersonate', { options: { actAsUser: by('username', 'customer-1001') } }],
	])('after an answer of %s that holds a token but cannot be read', async (path, acting) => {
		bench.sandbox.faults.add({ path, effect: { body: `{"token":"${PAYLOAD}","id":` } });
		const result = await bench.run('flow.get', { flow: byId(ACTIVE), ...acting });
		expect(result.error?.message).toContain('(HTTP 200)');
		expectNoSecrets(result.error, result);
	});

	test.each(['flow.getAll', 'user.getAll', 'template.getAll'])(
		'after %s found an error in an answer of success',
		async (name) => {
			await bench.run(name);
			const [token] = tokens().slice(-1);
			bench.sandbox.faults.add({
				path: /flows|users|templates/,
				effect: { body: { errors: [{ message: `Not for ${token}` }] } },
			});
			const result = await bench.run(name);
			expect(result.error?.message).toContain('Not for ***');
			expectNoSecrets(result.error, result);
		},
	);

	test('after input that could not become a request', async () => {
		const parameters = { flow: byId(ACTIVE), dataMode: 'json', json: '={{ $json.text }}' };
		const items = [{ text: `{"iban": ${PAYLOAD}}` }];
		const result = await bench.run('webhook.send', parameters, { items });
		expect(result.error?.message).toContain("'JSON' is not valid JSON");
		expectNoSecrets(result.error, result);
	});

	test('after the creation of a user', async () => {
		const parameters = { username: '={{ $json.name }}', password: '={{ $json.secret }}' };
		const items = [{ name: 'it@fabrikam.example', secret: PAYLOAD }];
		const result = await bench.run('user.create', parameters, { items });
		expect(result.error?.message).toContain('is taken');
		expectNoSecrets(result.error, result);
	});
});

describe('An execution that succeeds holds none either', () => {
	test('after the creation of a user', async () => {
		const parameters = { username: 'new@acme.example', password: '={{ $json.secret }}', simplify: false };
		const result = await bench.run('user.create', parameters, { items: [{ secret: PAYLOAD }] });
		expect(result.json).toHaveLength(1);
		expectNoSecrets(undefined, result);
	});

	test('after data was sent', async () => {
		const credential = bench.credentialWith({ webhookSecret: SECRET });
		const result = await bench.run('webhook.send', SEND, { items: [{ iban: PAYLOAD }], credential });
		expect(result.json).toMatchObject([{ message: 'thank you' }]);
		expectNoSecrets(undefined, result);
	});
});

test('What is looked for is found where it is', async () => {
	const { executionData } = await bench.run('user.getCurrent');
	executionData.data.resultData.error = { message: tokens()[0] } as never;
	expect(() => expectNoSecrets(new Error(PAYLOAD), { executionData })).toThrow();
	expect(() => expectNoSecrets(undefined, { executionData })).toThrow();
});
