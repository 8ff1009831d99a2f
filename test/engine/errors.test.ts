import type { IDataObject } from 'n8n-workflow';
import type { Effect } from '../../sandbox/flowmate';
import { ACTIVE, Bench, byId, CUSTOMER, INACTIVE, told } from './support';

// Retries wait for seconds: here a clock that otherwise stands still is put forward instead.
const mockClock = { ahead: 0 };
jest.mock('n8n-workflow', () => ({
	...jest.requireActual<object>('n8n-workflow'),
	sleep: async (ms: number) => await Promise.resolve((mockClock.ahead += ms)),
}));

const bench = new Bench();

beforeEach(() => {
	const began = Date.now();
	jest.spyOn(Date, 'now').mockImplementation(() => began + mockClock.ahead);
});
afterEach(() => jest.restoreAllMocks());

/** Whole seconds from one request to the next, logins left out. */
const waits = () => {
	const times = bench.sandbox.requests.filter(({ path }) => path !== '/login').map(({ at }) => at);
	return times.slice(1).map((time, index) => Math.floor((time - times[index]) / 1_000));
};

const PAGE = '<!DOCTYPE html><html><body><pre>Cannot GET /flows</pre></body></html>';
const READ: [string, IDataObject] = ['flow.get', { flow: byId(ACTIVE) }];
const LIST: [string, IDataObject] = ['flow.getAll', {}];
const USER: [string, IDataObject] = ['user.get', { user: byId(CUSTOMER) }];
const SEND: [string, IDataObject] = [
	'webhook.send',
	{ flow: byId(ACTIVE), dataMode: 'json', json: '{"a":1}' },
];
const CUT_SHORT =
	'The answer was cut short or has a form that this node does not know. Try again; if it stays so, report it with the operation you used.';
const NO_REASON =
	'FlowMate gave no usable reason. Check the values you send, above all nested JSON; if they are right, report it to FlowMate.';
const CHECK_ADDRESS = "Check 'Base URL' in the FlowMate credential";

describe('An error that a user understands comes of', () => {
	test.each<[string, Effect, [string, IDataObject], string, string, string | null]>([
		[
			'a list of errors',
			{ status: 400, body: { errors: [{ message: 'Invalid sort parameter', code: 400 }] } },
			LIST,
			'FlowMate did not accept the input for the flows: Invalid sort parameter',
			'Correct the named value and run the node again',
			'400',
		],
		[
			'errors that are a text',
			{ status: 400, body: { errors: 'Invalid id' } },
			READ,
			`FlowMate did not accept the input for flow '${ACTIVE}': Invalid id`,
			'Correct the named value and run the node again',
			'400',
		],
		[
			'a message',
			{ status: 500, body: { message: 'The filter is invalid.' } },
			['user.getAll', {}],
			'FlowMate could not handle the request for the users: The filter is invalid. (HTTP 500)',
			NO_REASON,
			'500',
		],
		[
			'an error that is a text',
			{ status: 400, body: { error: 'Unexpected token "' } },
			SEND,
			`FlowMate did not accept the input for flow '${ACTIVE}': Unexpected token "`,
			'Correct the named value and run the node again',
			'400',
		],
		[
			'a message that is an empty object',
			{ status: 500, body: { errors: [{ message: {} }] } },
			READ,
			`FlowMate could not handle the request for flow '${ACTIVE}' (HTTP 500)`,
			NO_REASON,
			'500',
		],
		[
			'a plain text',
			{ status: 404, body: 'Not Found' },
			USER,
			`There is no user '${CUSTOMER}'`,
			"Check 'User'. FlowMate says the same of what belongs to another user or tenant.",
			'404',
		],
		[
			'the web page of an unknown address',
			{ status: 404, body: PAGE },
			READ,
			`FlowMate does not offer flow '${ACTIVE}' at this address`,
			CHECK_ADDRESS,
			'404',
		],
		[
			'a web page where an answer should be',
			{ status: 200, body: PAGE },
			READ,
			`FlowMate answered with a web page when asked for flow '${ACTIVE}'`,
			"Check 'Base URL' in the FlowMate credential: it should be the address of the API",
			'200',
		],
		[
			'an empty body',
			{ status: 200, body: '' },
			READ,
			`FlowMate answered with nothing when asked for flow '${ACTIVE}'`,
			'Nothing shows that it was done. Try again; if it stays so, report it with the operation you used.',
			'200',
		],
		[
			'JSON that was cut short',
			{ truncateJson: true },
			READ,
			`FlowMate's answer about flow '${ACTIVE}' could not be read`,
			CUT_SHORT,
			'200',
		],
		[
			'a list of something else',
			{ body: { data: ['a', 'b'], meta: {} } },
			LIST,
			"FlowMate's answer about the flows could not be read",
			CUT_SHORT,
			'200',
		],
		[
			'a list with a complaint beside it',
			{ body: { data: [], errors: [{ message: 'Shard 3 is away' }], meta: { total: 0 } } },
			LIST,
			'FlowMate answered with an error when asked for the flows: Shard 3 is away',
			'Nothing shows that it was done. Correct what the message names, or try again later.',
			'200',
		],
		[
			'an error in a successful answer',
			{ body: { message: 'Missing input parameter: email' } },
			SEND,
			`FlowMate answered for flow '${ACTIVE}', but not as for data that was taken: Missing input parameter: email`,
			'Check the data against the input parameters of the flow. FlowMate may have carried this out. Check in FlowMate whether the flow ran before you repeat it.',
			'200',
		],
		[
			'a redirect',
			{ redirect: 'https://other.example/flows' },
			READ,
			"The address under 'Base URL' leads on to another address",
			"Enter the final address under 'Base URL' in the FlowMate credential",
			'302',
		],
		[
			'a body that is too large',
			{ status: 413, body: { errors: [{ message: 'request entity too large', code: 413 }] } },
			['flow.update', { flow: byId(INACTIVE), updateFields: { name: 'x' } }],
			`The data for flow '${INACTIVE}' is larger than FlowMate accepts`,
			'FlowMate takes up to 100 kB in one request, and up to 10 MB at a webhook. Send less at once.',
			'413',
		],
		[
			'a session that is never accepted',
			{ status: 401, body: { message: 'VALIDATION_ERROR' } },
			READ,
			'FlowMate did not accept the session',
			'Test the FlowMate credential; something else may log in with the same account at the same time',
			'401',
		],
	])('%s', async (_, effect, [operation, parameters], message, description, httpCode) => {
		bench.sandbox.faults.add({ path: /^\/(flows|users|webhooks)/, effect });
		const { error, json } = await bench.run(operation, parameters);
		expect(told(error)).toEqual({ message: `${message} [item 0]`, description, httpCode });
		expect(json).toEqual([]);
	});
});

describe('A platform that is not there', () => {
	test.each([
		[502, 'FlowMate is not available at the moment (HTTP 502) [item 0]'],
		[503, 'FlowMate is not available at the moment (HTTP 503) [item 0]'],
		[504, 'FlowMate is not available at the moment (HTTP 504) [item 0]'],
	] as const)('is asked four times, and then said to be unavailable: HTML %d', async (html, message) => {
		bench.sandbox.faults.add({ path: '/flows', effect: { html } });
		const { error } = await bench.run(...READ);
		expect(told(error)).toEqual({
			message,
			description: 'Try again in a few minutes',
			httpCode: String(html),
		});
		expect(bench.requests).toHaveLength(4);
		expect(waits()).toEqual([1, 2, 4]);
	});

	it('is asked once where asking twice could do something twice', async () => {
		bench.sandbox.faults.add({ method: 'POST', path: '/users', effect: { html: 502 } });
		const { error } = await bench.run('user.create', { username: 'a@b.example', password: 'secret' });
		expect(told(error)).toMatchObject({
			description:
				"FlowMate may have carried this out. Look for the user with 'Get Many' before you repeat it.",
		});
		expect([bench.requests.length, waits()]).toEqual([1, []]);
	});

	it('is asked when it says so, up to ten times', async () => {
		bench.sandbox.faults.add({ path: '/flows', effect: { status: 429, retryAfter: '7' } });
		const { error } = await bench.run(...READ);
		expect(told(error)).toEqual({
			message: 'FlowMate asks to slow down [item 0]',
			description: expect.stringMatching(/'Max Requests in Flight' under 'Options'/),
			httpCode: '429',
		});
		expect(waits()).toEqual(Array(10).fill(7));
	});

	it('does not hold up a workflow for more than two minutes', async () => {
		bench.sandbox.faults.add({ path: '/flows', effect: { status: 429, retryAfter: '3600' } });
		const { error } = await bench.run(...READ);
		expect(error?.message).toBe('FlowMate asks to slow down [item 0]');
		expect([bench.requests.length, waits()]).toEqual([1, []]);
	});

	it('is asked again when it does not answer in time', async () => {
		bench.sandbox.faults.add({ path: '/flows', effect: { hang: true } });
		const parameters = { flow: byId(ACTIVE), requestOptions: { timeout: 1_000 } };
		const { error } = await bench.run('flow.get', parameters);
		expect(told(error)).toMatchObject({
			message: expect.stringMatching(/ did not answer in time \[item 0\]$/),
			description: expect.stringMatching(/^Try again later \(E\w+\)\.$/),
		});
		expect(bench.requests).toHaveLength(4);
	});

	it('is asked again when the connection breaks, also in the middle of an answer', async () => {
		bench.sandbox.faults.add({ path: '/flows', times: 1, effect: { reset: 'before' } });
		bench.sandbox.faults.add({ path: '/flows', times: 1, effect: { truncate: true } });
		const { json } = await bench.run(...READ);
		expect(json).toMatchObject([{ id: ACTIVE }]);
		expect(bench.requests).toHaveLength(3);
	});

	it('was not there at all', async () => {
		await bench.run(...READ);
		await bench.sandbox.close();
		const { error } = await bench.run(...READ);
		expect(told(error)).toMatchObject({
			message: expect.stringMatching(/ refused the connection \[item 0\]$/),
			description:
				"Nothing was sent. Check 'Base URL' in the FlowMate credential and the network of this n8n (ECONNREFUSED).",
		});
	});
});

describe('A redirect', () => {
	const other = new Bench({ seed: 'empty' });

	test.each<[string, IDataObject]>([READ, LIST, SEND, ['user.getCurrent', {}]])(
		'takes neither token nor data to another host: %s',
		async (operation, parameters) => {
			bench.sandbox.faults.add({ path: /./, skip: 1, effect: { redirect: `${other.sandbox.url}/flows` } });
			const { error } = await bench.run(operation, parameters);
			expect(error?.message).toBe("The address under 'Base URL' leads on to another address [item 0]");
			expect(other.sandbox.requests).toEqual([]);
		},
	);
});
