import type { PollingN8n } from '../../kit/pollingN8n';
import { DAY, n8nWith } from './flowHistory';
import { FlowPlatform, type ModelFlow } from './flowPlatform';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

let platform: FlowPlatform;
let n8n: PollingN8n<unknown>;

/** A platform with so many flows, one changed each minute until yesterday, and a trigger that knows them. */
async function begin(flows: number, largestPage = 1_000, triggerOn = 'flowStatus') {
	platform = new FlowPlatform(largestPage);
	n8n = n8nWith(platform, triggerOn);
	for (let flow = 0; flow < flows; flow++) platform.create('inactive', n8n.now - DAY - flow * MINUTE);
	await n8n.activate();
	platform.requests = 0;
}

/** A minute later, the next poll: `change id` of each item. */
async function told(): Promise<string[]> {
	n8n.now += MINUTE;
	const { items = [], error } = await n8n.poll();
	if (error) throw error;
	return items.map(({ change, event, id }) => `${String(change ?? event)} ${String(id)}`);
}

const flow = (nth: number) => platform.any(nth)!;
const on = (...flows: ModelFlow[]) => flows.map(({ id }) => `active ${id}`);

test.each([
	['nothing', 5_000, 0, 1],
	['80 flows', 5_000, 80, 1],
	['500 flows', 5_000, 500, 2],
	['3,000 flows', 5_000, 3_000, 5],
])(
	'where %s changed, of %d, a poll takes as many requests as that needs',
	async (_what, flows, changed, most) => {
		await begin(flows);
		for (let nth = 0; nth < changed; nth++) platform.become(flow(nth), 'active', n8n.now + nth);
		expect(await told()).toHaveLength(changed);
		expect(platform.requests).toBeLessThanOrEqual(most);
	},
);

test('500 flows that changed at once are read again for twenty minutes at most, then a poll is one page', async () => {
	await begin(2_000);
	for (let nth = 0; nth < 500; nth++) platform.become(flow(nth), 'active', n8n.now);
	expect(await told()).toHaveLength(500);
	for (let minute = 0; minute < 20; minute++) expect(await told()).toEqual([]);
	platform.requests = 0;
	expect(await told()).toEqual([]);
	expect(platform.requests).toBe(1);
});

test('a server whose clock is an hour ahead hides nothing that others change', async () => {
	await begin(300);
	for (let nth = 0; nth < 150; nth++) platform.become(flow(nth), 'active', n8n.now + HOUR + nth);
	expect(await told()).toHaveLength(150);
	for (let polls = 0; polls < 30; polls++) expect(await told()).toEqual([]);
	platform.become(flow(200), 'active', n8n.now);
	expect(await told()).toEqual(on(flow(200)));
});

test.each([-HOUR, HOUR, -40 * DAY])("FlowMate's clock may be %d ms from n8n's", async (ahead) => {
	await begin(300);
	for (const nth of [1, 2, 3]) {
		platform.become(flow(nth), 'active', n8n.now + 41 * DAY + ahead);
		expect(await told()).toEqual(on(flow(nth)));
		for (let polls = 0; polls < 30; polls++) expect(await told()).toEqual([]);
	}
});

test('a change that is listed seven minutes after it was dated is told', async () => {
	await begin(300);
	for (let polls = 0; polls < 60; polls++) {
		platform.become(flow(polls), 'active', n8n.now);
		expect(await told()).toEqual(on(flow(polls)));
	}
	for (let nth = 100; nth < 250; nth++) platform.become(flow(nth), 'active', n8n.now);
	expect(await told()).toHaveLength(150);
	expect(await told()).toEqual([]);
	platform.become(flow(299), 'active', n8n.now - 7 * MINUTE);
	expect(await told()).toEqual(on(flow(299)));
});

test('flows that are deleted while pages are read take none of the others with them', async () => {
	await begin(400, 40);
	const changed = Array.from({ length: 200 }, (_, nth) => flow(nth));
	changed.forEach((each, nth) => platform.become(each, 'active', n8n.now + nth));
	// The latest are on the first page. Before the second one, twelve of them go.
	platform.meanwhile.push(
		() => {},
		() => changed.slice(188).forEach(({ id }) => platform.flows.delete(id)),
	);
	const all = await told();
	expect(on(...changed.slice(0, 188)).filter((line) => !all.includes(line))).toEqual([]);
	expect(new Set(all).size).toBe(all.length);
});

test('a flow that changes while all flows are read for the first time is not new afterwards', async () => {
	platform = new FlowPlatform(40);
	n8n = n8nWith(platform, 'flowCreated');
	for (let nth = 0; nth < 200; nth++) platform.create('inactive', n8n.now - nth * HOUR);
	const last = flow(199);
	platform.meanwhile.push(
		() => {},
		() => {},
		() => platform.become(last, 'active', n8n.now + 1),
	);
	await n8n.activate();
	expect(await told()).toEqual([]);
});

test('more flows of one time than a page holds are refused, since some could be missed', async () => {
	await begin(0, 40);
	for (let nth = 0; nth < 100; nth++) platform.create('active', n8n.now);
	await told();
	expect(n8n.log.join()).toContain(
		'FlowMate gives 40 of the flows at a time, and more than that have the same time',
	);
});

test('a server that ignores page numbers is no endless list', async () => {
	await begin(0);
	for (let nth = 0; nth < 150; nth++) platform.create('active', n8n.now + nth);
	const { answer } = platform;
	platform.answer = (request) => {
		const { statusCode, body } = answer.call(platform, {
			...request,
			qs: { ...request.qs, 'page[number]': 1 },
		});
		return { statusCode, body };
	};
	expect(await told()).toHaveLength(150);
});

test('what is remembered of 100,000 flows is no more than their IDs', async () => {
	await begin(1);
	for (let nth = 0; nth < 2_000; nth++) platform.create('inactive', n8n.now - nth);
	await told();
	platform.become(flow(0), 'active', n8n.now);
	await told();
	expect(String(n8n.saved).length).toBeLessThan(2_001 * 25 + 400);
});

test('a server that does not sort gives all flows in one page, and none is missed', async () => {
	platform = new FlowPlatform(1_000);
	const { answer } = platform;
	const flows = Array.from({ length: 250 }, () => platform.create('inactive', n8n.now - DAY));
	platform.answer = (request) => {
		const { statusCode, body } = answer.call(platform, request);
		const { meta } = body as { meta: { page: number; perPage: number } };
		const data = flows
			.slice((meta.page - 1) * meta.perPage, meta.page * meta.perPage)
			.map((each) => ({ ...each, updatedAt: new Date(each.updatedAt ?? 0).toISOString() }));
		return { statusCode, body: { data, meta } };
	};
	flows.forEach((each, nth) => platform.become(each, 'inactive', n8n.now - DAY + nth));
	n8n = n8nWith(platform, 'flowStatus');
	await n8n.activate();
	platform.become(flows[40], 'active', n8n.now);
	platform.become(flows[200], 'active', n8n.now);
	expect(await told()).toEqual(on(flows[40], flows[200]));
});
