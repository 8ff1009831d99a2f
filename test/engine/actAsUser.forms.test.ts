import type { IDataObject } from 'n8n-workflow';
import { actingAs, Bench, by } from './support';

const bench = new Bench();

const ONE = 'customer-1001';
const TWO = 'customer-1002';
const THREE = 'customer-1003';
const NONE = undefined;

const idOf = (index: number) => `b${index.toString(16).padStart(23, '0')}`;

/** Each item names a user of its own turn, and a flow that only it names. */
const itemsOf = (length: number) =>
	Array.from({ length }, (_, index) => ({
		id: idOf(index),
		username: [ONE, TWO, THREE][index % 3],
		...(index % 2 === 1 && { odd: TWO }),
	}));

type Form = [expression: string, user: (index: number, length: number) => string | undefined];

const turn = (index: number) => [ONE, TWO, THREE][index % 3];

const FORMS: Form[] = [
	["={{ $itemIndex === 3 ? 'customer-1002' : 'customer-1001' }}", (index) => (index === 3 ? TWO : ONE)],
	["={{ $input.item?.json?.username ?? 'customer-1001' }}", turn],
	["={{ $input.all()[$itemIndex]?.json.username || 'customer-1001' }}", turn],
	['={{ $json.username }}', turn],
	['={{ $input.item.json.username }}', turn],
	["={{ $('Source').item.json.username }}", turn],
	["={{ $('Source').all()[$itemIndex].json.username }}", turn],
	["={{ $('Source').first().json.username }}", () => ONE],
	["={{ $('Source').last().json.username }}", (_, length) => turn(length - 1)],
	['={{ $ifEmpty($json.nobody, $json.username) }}', turn],
	["={{ $if($itemIndex % 2 === 0, 'customer-1001', 'customer-1002') }}", (index) => (index % 2 ? TWO : ONE)],
	["={{ (() => { try { return $json.a.b } catch { return 'customer-1002' } })() }}", () => TWO],
	["={{ $itemIndex === 0 ? 'customer-1002' : 'customer-1001' }}", (index) => (index === 0 ? TWO : ONE)],
	[
		"={{ $itemIndex === $input.all().length - 1 ? 'customer-1002' : 'customer-1001' }}",
		(index, length) => (index === length - 1 ? TWO : ONE),
	],
	["={{ $itemIndex === 9 ? 'customer-1002' : 'customer-1001' }}", (index) => (index === 9 ? TWO : ONE)],
	["={{ ['customer-1001', 'customer-1002'][$itemIndex % 2] }}", (index) => (index % 2 ? TWO : ONE)],
	['=customer-{{ 1001 + $itemIndex % 2 }}', (index) => (index % 2 ? TWO : ONE)],
	['={{ 1001 + $itemIndex % 2 }}', (index) => String(1001 + (index % 2))],
	['={{ " " + $json.username + "\\n" }}', turn],
	["={{ $json.odd ?? '' }}", (index) => (index % 2 ? TWO : NONE)],
	['={{ $json.odd }}', (index) => (index % 2 ? TWO : NONE)],
	["={{ $itemIndex > 4 ? undefined : 'customer-1001' }}", (index) => (index > 4 ? NONE : ONE)],
	['={{ $json.odd ? $json.odd : null }}', (index) => (index % 2 ? TWO : NONE)],
	['customer-1002', () => TWO],
];

type Operation = [name: string, parameters: IDataObject];

const OPERATIONS: Operation[] = [
	['flow.get', { flow: by('id', '={{ $json.id }}') }],
	['flow.stop', { flow: by('id', '={{ $json.id }}') }],
	['webhook.send', { flow: by('id', '={{ $json.id }}'), dataMode: 'json', json: '{"n":1}' }],
	['template.get', { template: by('id', '={{ $json.id }}') }],
	['flow.startMany', {}],
];

/** Which user asked for which flow, as the platform has recorded it. */
function asked(): string[] {
	const pairs = bench.sandbox.requests
		.filter(({ path }) => !['/login', '/impersonate'].includes(path))
		.flatMap(({ url, body, user }) => {
			const ids = /b0[0-9a-f]{22}/.exec(url) ?? (body.match(/b0[0-9a-f]{22}/g) as string[] | null) ?? [];
			return [...ids].map((id) => `${id} ${user}`);
		});
	return [...new Set(pairs)].sort();
}

/** The items that 'Act as User' was refused for. */
const refusedIn = (json: IDataObject[]) =>
	json.flatMap(({ error }, index) => (String(error).includes('Act as User') ? [index] : []));

/** The items that no user is meant for. */
const indexesOf = (wanted: Array<string | undefined>) =>
	wanted.flatMap((user, index) => (user === NONE ? [index] : []));

/** Runs operations for so many items, and compares who asked for what with who should have. */
async function check(expression: string, wanted: Array<string | undefined>, operations = OPERATIONS) {
	const items = itemsOf(wanted.length);
	for (const [operation, parameters] of operations) {
		bench.sandbox.requests.length = 0;
		const { json } = await bench.run(
			operation,
			{ ...parameters, ...actingAs(expression) },
			{ items, onError: 'continueRegularOutput' },
		);
		const pairs = wanted.flatMap((user, index) => (user ? [`${idOf(index)} ${user}`] : []));
		expect({ operation, asked: asked() }).toEqual({ operation, asked: pairs.sort() });
		expect(refusedIn(json)).toEqual(indexesOf(wanted));
	}
}

test.each(FORMS)('%s: every request as the right user, or refused', async (expression, userOf) => {
	for (const length of [1, 20]) {
		await check(
			expression,
			Array.from({ length }, (_, index) => userOf(index, length)),
		);
	}
});

/** Operations that look at the flows of many items at once. */
const OTHERS: Operation[] = [
	['flow.stopMany', {}],
	['flow.updateMany', { updateFields: { name: 'N' } }],
	['webhook.sendToUser', { user: by('id', '={{ $json.id }}'), dataMode: 'json', json: '{"n":1}' }],
];

const TRAPS = FORMS.filter(([form], index) => index < 3 || form.includes("?? ''"));

/** Of no more flows than are looked at one by one. */
const FEW = 10;

describe.each(TRAPS)('%s', (expression, userOf) => {
	const wanted = Array.from({ length: FEW }, (_, index) => userOf(index, FEW));

	test.each(OTHERS)('%s: every request as the right user, or refused', async (...operation) => {
		await check(expression, wanted, [operation]);
	});

	test('execution.checkLimits asks once as each user', async () => {
		const items = itemsOf(FEW).map((item) => ({ ...item, limit: 5 }));
		const parameters = { customerField: 'id', ...actingAs(expression) };
		const options = { items, onError: 'continueRegularOutput' as const };
		const { json } = await bench.run('execution.checkLimits', parameters, options);
		const callers = bench.sandbox.requests.filter(({ path }) => path === '/icenter/executions');
		const users = new Set(wanted.filter((user) => user !== NONE));
		expect(callers.map(({ user }) => user).sort()).toEqual([...users].sort());
		expect(refusedIn(json)).toEqual(indexesOf(wanted));
	});
});

describe.each(['agent', 'direct'] as const)('As a tool (%s)', (way) => {
	test.each(FORMS)('%s: as the right user, or refused', async (expression, userOf) => {
		const [item] = itemsOf(1);
		const { text } = await bench.engine.runAsTool({
			node: 'flowMate',
			parameters: { resource: 'user', operation: 'getCurrent', ...actingAs(expression) },
			input: item,
			item,
			credential: bench.credential,
			by: way,
		});
		const user = userOf(0, 1);
		const callers = bench.sandbox.requests.filter(({ path }) => path === '/users/me');
		expect(callers.map((request) => request.user)).toEqual(user ? [user] : []);
		expect(text).toContain(user ? `"username":"${user}"` : "'Act as User' is empty");
	});
});

describe('One item in 1,000 acts as its own user', () => {
	const ODD = "={{ $itemIndex === 537 ? 'customer-1002' : 'customer-1001' }}";
	const items = itemsOf(1_000);

	const options = { items, onError: 'continueRegularOutput' as const };

	test.each(OPERATIONS.filter(([operation]) => operation !== 'flow.startMany'))(
		'%s',
		async (operation, parameters) => {
			await bench.run(operation, { ...parameters, ...actingAs(ODD) }, options);
			expect(asked()).toEqual(items.map(({ id }, index) => `${id} ${index === 537 ? TWO : ONE}`));
		},
	);

	test('flow.startMany', async () => {
		await bench.run('flow.startMany', actingAs(ODD), options);
		const many = bench.sandbox.requests.filter(({ path }) => path === '/flows/multiple/start');
		expect(many.filter(({ user }) => user === TWO).map(({ body }) => body)).toEqual([`["${idOf(537)}"]`]);
		expect(new Set(many.map(({ user }) => user))).toEqual(new Set([ONE, TWO]));
	});
});
