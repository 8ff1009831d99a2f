import { exitCode, summary, written, type Report } from '../../scripts/live/report';
import { safePath, safeText, shapeOf } from '../../scripts/live/shape';
import { LiveBench } from './bench';

describe('The report', () => {
	const bench = new LiveBench();

	it('holds no secret, name, id or value of the installation', async () => {
		const world = await bench.connect();
		const result = await bench.check(world);
		const head = { service: 'FlowMate', version: '1.2.3', day: '2026-01-01', level: 'write' };
		const { exchanges } = world.observer;
		const { markdown, json } = written({ ...head, ...result, exchanges }, world.observer);

		const { users, flows, templates, tokens } = bench.sandbox.state;
		const texts = [
			bench.sandbox.partner.password,
			...tokens.keys(),
			...[...users.values()].flatMap(({ _id, username, tenant }) => [_id, username, String(tenant)]),
			...[...flows.values(), ...templates.values()].flatMap(({ id, name, description }) => [
				id,
				String(name),
				String(description),
			]),
			'orderNumber', // a field that a customer's flow wants
			'ticketId',
		];
		expect(texts.filter((text) => markdown.includes(text) || json.includes(text))).toEqual([]);
		expect(json).toMatch(/"path": "\/flows\/{id}"/);
		expect(markdown).toMatch(/\| Where users are \| as assumed \| at \/users \|/);
	});

	it('takes a name out of the words of an error', async () => {
		const world = await bench.connect();
		await world.users();
		const tried = [
			{
				operation: 'user.get',
				promise: 'gives',
				outcome: 'broken' as const,
				detail: 'no customer-1001 here',
			},
		];
		const report = { asked: [], tried, left: [], interrupted: false, exchanges: [] };
		const { markdown } = written(
			{ service: 'FlowMate', version: '1', day: '2026-01-01', level: 'read', ...report },
			world.observer,
		);
		expect(markdown).toContain('| user.get | gives | broken | no … here |');
	});
});

describe('What a report may hold', () => {
	it.each([
		[
			{ id: '5c99ec7e5ed40d3e7512cffa', at: '2026-01-01T00:00:00Z' },
			{ id: 'id', at: 'instant' },
		],
		[[{ a: 1 }, { a: 2, b: null }], [{ a: 'number', 'b?': 'null' }]],
		[{ fields: { customerField: 1 } }, { fields: 'object' }],
		[
			{ flowSettings: { inputParameters: { orderNumber: 'string' } } },
			{ flowSettings: 'object with inputParameters' },
		],
		[{ inputParameters: { orderNumber: 'string' } }, { inputParameters: 'object' }],
		[{ '5c99ec7e5ed40d3e7512cffa': 1, 'ada@example.com': 2 }, { '…': 'number' }],
		[
			{ data: [{ name: 'Ada' }], meta: { total: 1 } },
			{ data: [{ name: 'text' }], meta: { total: 'number' } },
		],
		['text', 'text'],
		[undefined, 'undefined'],
	])('of the value %j is %j', (value, shape) => {
		expect(shapeOf(value)).toEqual(shape);
	});

	it.each([
		['/flows/5c99ec7e5ed40d3e7512cffa/start', '/flows/{id}/start'],
		['/users/me', '/users/me'],
		['/users/customer-1001', '/users/{id}'],
	])('of the path %s is %s', (path, safe) => {
		expect(safePath(path)).toBe(safe);
	});

	it.each([
		["There is no user with the user name 'Ada Lovelace'", "There is no user with the user name '…'"],
		['ada@example.com at https://host.example/x', '… at …'],
		['flow 5c99ec7e5ed40d3e7512cffa failed', 'flow {id} failed'],
	])('of the words %j is %j', (text, safe) => {
		expect(safeText(text)).toBe(safe);
	});
});

describe('The exit code', () => {
	const nothing: Pick<Report, 'asked' | 'tried' | 'left' | 'interrupted'> = {
		asked: [],
		tried: [],
		left: [],
		interrupted: false,
	};
	const asked = { id: 'x', title: 'X', detail: '' };
	const tried = { operation: 'x', promise: 'y', detail: '' };

	it.each([
		[0, nothing],
		[0, { ...nothing, asked: [{ ...asked, verdict: 'could not be seen' as const }] }],
		[1, { ...nothing, asked: [{ ...asked, verdict: 'differs' as const }] }],
		[1, { ...nothing, tried: [{ ...tried, outcome: 'broken' as const }] }],
		[1, { ...nothing, left: ['a flow'] }],
		[130, { ...nothing, interrupted: true }],
	])('is %i for %j', (code, result) => {
		expect(exitCode(result)).toBe(code);
	});

	it('comes with a line that says how it went', () => {
		expect(
			summary({ ...nothing, tried: [{ ...tried, outcome: 'kept' }], left: ["the flow 'n8n check 1'"] }),
		).toBe("Promises: 1 kept. Questions: none asked. Left behind: the flow 'n8n check 1'.");
	});
});
