import recording from '../sandbox/flowmate-exchanges.json';
import { FLOW_THEN, NO_SESSION, RECORDED } from './recordedErrors';
import { idsIn, OPERATIONS } from './reliability/operations';
import { quicken } from './harness/quicken';
import { Bench } from './support';

/** Speaks to the sandbox, which gives the very answers that a real installation gave. */
const bench = new Bench();
beforeAll(() => quicken(100, 'FlowMate'));

interface Exchange {
	service: string;
	case: string;
	request: { method: string; path: string };
	response: { status: number | null; body?: unknown };
}

const nameOf = (exchange: Exchange) => `${exchange.service}: ${exchange.case}`;
const failures = (recording.exchanges as Exchange[])
	.filter(({ response: { status } }) => status === null || status >= 400)
	.map((exchange) => ({ name: nameOf(exchange), ...exchange }));
const sessions = failures.filter(({ service }) => service === 'tokens');
const others = failures.filter(({ service }) => service !== 'tokens');
const met = others.filter(({ name }) => Array.isArray(RECORDED[name]));

const operationNamed = (name: string) => OPERATIONS.find((operation) => operation.name === name)!;

/** The message that a run of the operation ends with, when its request gets this answer. */
async function messageOf(
	operation: string,
	path: RegExp,
	{ status, body }: Exchange['response'],
	flowThen: object = {},
) {
	const { method, parameters } = operationNamed(operation);
	const isLogin = path.source.includes('login');
	bench.sandbox.faults.add({
		method: isLogin ? 'POST' : method,
		path,
		effect: { status: Number(status), body },
	});
	const ids = idsIn(bench.sandbox);
	Object.assign(bench.sandbox.state.flows.get(ids.active)!, flowThen);
	const { error } = await bench.run(operation, parameters(ids) as never);
	return error?.message
		.replace(/'[0-9a-f]{24}'/, 'ID')
		.replace(/127\.0\.0\.1:\d+/, 'HOST')
		.replace(' [item 0]', '');
}

test('every recorded answer that is no success is listed, and no other', () => {
	expect(Object.keys(RECORDED).sort()).toEqual(others.map(({ name }) => name).sort());
});

describe('A recorded answer becomes an error that a user understands', () => {
	test.each(met)('$name', async ({ name, request, response }) => {
		const [operation, message] = RECORDED[name] as [string, string];
		const path = request.path === '/login' ? /^\/login$/ : operationNamed(operation).path;
		expect(await messageOf(operation, path, response, FLOW_THEN[name])).toBe(message);
	});
});

describe('A recorded answer to a token that does not count', () => {
	const operationFor: Record<string, string> = {
		'GET /users': 'user.getAll',
		'GET /users/me': 'user.getCurrent',
		'POST /users': 'user.create',
		'GET /flows': 'flow.getAll',
		'GET /flows/ID': 'flow.get',
		'POST /flows/ID/start': 'flow.start',
		'GET /templates': 'template.getAll',
	};

	test.each(sessions)('$name', async ({ request, response }) => {
		const operation = operationFor[`${request.method} ${request.path.replace(/[0-9a-f]{24}/, 'ID')}`];
		expect(await messageOf(operation, operationNamed(operation).path, response)).toBe(NO_SESSION);
		expect(bench.sandbox.count('POST', '/login')).toBe(2);
	});
});
