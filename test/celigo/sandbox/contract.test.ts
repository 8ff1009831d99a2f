import { ERRORS } from './contract/errors';
import { FLOWS } from './contract/flows';
import { JOBS } from './contract/jobs';
import { RESOURCES } from './contract/resources';
import type { Call, Row } from './contract/row';
import { IDS, startWorld, type World } from './world';

/** Calls as Celigo's own web client, its command line tool and three other clients send them. No live account was to be had. */
const ROWS: Row[] = [...FLOWS, ...ERRORS, ...JOBS, ...RESOURCES];

const FORMS = {
	J: 'application/json',
	'J with charset': 'application/json; charset=utf-8',
	N: null,
};

type Form = keyof typeof FORMS;

const isCall = (row: Row): row is Call => 'call' in row;

/** A body is JSON in any case; without one a content type may be there or not. */
const formsOf = ({ body }: Call): Form[] =>
	body === undefined ? ['J', 'J with charset', 'N'] : ['J', 'J with charset'];

const CASES = ROWS.filter(isCall).flatMap((row) =>
	formsOf(row).map((form) => ({
		...row,
		form,
		name: [row.row, row.call, JSON.stringify(row.body), form].join(' '),
	})),
);

let world: World;
let names: Record<string, string>;
beforeEach(async () => {
	world = await startWorld();
	names = await prepare(world);
});
afterEach(async () => await world.sandbox.close());

test.each(CASES)('$name', async ({ call, body, form, status, answer, without, link }) => {
	const [method, path] = named(call).split(' ');
	const found = await world.ask(method, path, { body: named(body), contentType: FORMS[form] });
	expect([found.status, found.text]).toEqual([status, expect.any(String)]);
	if (answer !== undefined) expect(found.body).toMatchObject(matcher(answer) as object);
	if (without !== undefined) expect(found.text).not.toContain(`"${without}":`);
	if (status === 204) expect(found.text).toBe('');
	if (link !== undefined) expect(found.headers.get('link')).toContain(link);
});

test('Each row of the list is answered or left out for a reason', () => {
	const rows = new Set(ROWS.map(({ row }) => row));
	expect([...rows].sort((a, b) => a - b)).toEqual(Array.from({ length: 63 }, (_, index) => index + 1));
});

/** One flow that has run with errors, one of them resolved and one retried; another one whose run goes on. */
async function prepare({ sandbox, ask, finished }: World): Promise<Record<string, string>> {
	const { state } = sandbox;
	await ask('PATCH', `/flows/${IDS.inventory}`, {
		body: [{ op: 'replace', path: '/name', value: 'Inventory to Shopify' }],
	});
	const j = await finished();
	const step = `/flows/${IDS.inventory}/${IDS.updateInventory}`;
	const { open } = state.errors.get(`${IDS.inventory}/${IDS.updateInventory}`)!;
	const [first, second, last] = open;
	await ask('PUT', `${step}/resolved`, { body: { errors: [last.errorId] } });
	for (const flow of [IDS.inventory, IDS.orders]) {
		state.outcomes.set(flow, { status: 'completed', success: 1200, errors: 3, running: 60_000 });
	}
	const { body: retry } = await ask('POST', `${step}/retry`, { body: { retryDataKeys: ['none'] } });
	const { body: run } = await ask('POST', `/flows/${IDS.orders}/run`, { body: {} });
	sandbox.options.pageSize = 1;
	const { body: page } = await ask('GET', `${step}/errors?source=application`);
	sandbox.options.pageSize = 100;
	const now = Date.now();
	const dayIn = (days: number) => new Date(now + days * 86_400_000).toISOString().slice(0, 10);
	return {
		f: IDS.inventory,
		o: IDS.orders,
		i: IDS.orderToCash,
		x: IDS.getItems,
		s: IDS.updateInventory,
		c: IDS.netSuite,
		down: IDS.staging,
		finance: IDS.finance,
		netSuite: IDS.netSuite,
		shopify: IDS.shopify,
		salesforce: IDS.salesforce,
		nightly: IDS.nightly,
		j,
		k: [...state.jobs.values()].find(({ _flowJobId, type }) => _flowJobId === j && type === 'import')!._id,
		r: String(run._jobId),
		t: String(retry._id),
		e: first.errorId,
		key: first.retryDataKey!,
		e2: second.errorId,
		next: String(page.nextPageURL),
		done: last.errorId,
		user: '0123456789abcdef01234567',
		day: dayIn(0),
		tomorrow: dayIn(1),
		ms: String(now - 60_000),
		laterMs: String(now + 60_000),
	};
}

/** Names in braces stand for what the sandbox holds. */
function named<T>(value: T): T {
	if (value === undefined) return value;
	return JSON.parse(
		JSON.stringify(value).replace(/\{(\w+)\}/g, (whole, name: string) => names[name] ?? whole),
	) as T;
}

const KINDS: Record<string, RegExp> = {
	'{id}': /^[0-9a-f]{24}$/,
	'{time}': /^\d{4}-\d\d-\d\dT[\d:.]+Z$/,
	'{url}': /^https:\/\//,
};

/** What `toMatchObject` wants: a length alone is that of a list. */
function matcher(expected: unknown): unknown {
	if (typeof expected === 'string')
		return KINDS[expected] ? expect.stringMatching(KINDS[expected]) : named(expected);
	if (Array.isArray(expected)) return expected.map(matcher);
	if (typeof expected !== 'object' || expected === null) return expected;
	return Object.fromEntries(Object.entries(expected).map(([key, value]) => [key, matcher(value)]));
}
