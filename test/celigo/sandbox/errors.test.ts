import type { ErrorPages, StepError } from '../../../sandbox/celigo';
import { IDS, startWorld, type World } from './world';

let world: World;
beforeEach(async () => {
	world = await startWorld();
});
afterEach(async () => await world.sandbox.close());

const STEP = `/flows/${IDS.inventory}/${IDS.updateInventory}`;
const errors = () => world.sandbox.state.errors.get(`${IDS.inventory}/${IDS.updateInventory}`)!;

const outcome = (fields: object) =>
	world.sandbox.state.outcomes.set(IDS.inventory, { status: 'completed', success: 10, errors: 7, ...fields });

describe('The pages of a list of errors', () => {
	const FORMS: Array<[Partial<ErrorPages>, RegExp]> = [
		[{}, /^\/v1\/flows\/\w+\/\w+\/errors\?startAtErrorId=\d+$/],
		[{ filters: 'kept', boundary: 'once' }, /^\/v1\/.*\?(source=application&)+startAtErrorId=\d+$/],
		[{ cursor: 'after', boundary: 'once' }, /^\/v1\/.*\?after=\w+$/],
		[{ path: '/api' }, /^\/api\/flows/],
		[{ cursor: 'after', path: '/api', filters: 'dropped', boundary: 'twice' }, /^\/api\/.*\?after=\w+$/],
	];

	/** As the web client does it: `/api` is its own, and the filters are appended. */
	async function pages() {
		const found: StepError[] = [];
		const urls: string[] = [];
		for (let path = `${STEP}/errors?source=application`; ;) {
			const { body } = await world.ask('GET', path);
			found.push(...(body.errors as StepError[]));
			if (typeof body.nextPageURL !== 'string') return { found, urls };
			urls.push(body.nextPageURL);
			path = `${body.nextPageURL.replace('/api/', '/v1/')}&source=application`;
		}
	}

	test.each(FORMS)('are named as %j says, and hold every error', async (form, url) => {
		outcome({});
		await world.finished();
		errors().open.splice(2, 0, { ...errors().open[1], source: 'mapping' });
		world.sandbox.options.pageSize = 3;
		world.sandbox.options.errorPages = form;
		const { found, urls } = await pages();
		for (const each of urls) expect(each).toMatch(url);
		const ids = errors()
			.open.filter(({ source }) => source === 'application')
			.map(({ errorId }) => errorId);
		expect([...new Set(found.map(({ errorId }) => errorId))]).toEqual(ids);
		expect(found).toHaveLength(ids.length + (form.boundary === 'once' ? 0 : urls.length));
	});

	test('hold other errors too where the filters were dropped and nobody appends them', async () => {
		outcome({});
		await world.finished();
		errors().open.at(-1)!.source = 'mapping';
		world.sandbox.options.pageSize = 4;
		const { body } = await world.ask('GET', `${STEP}/errors?source=application`);
		const next = await world.ask('GET', String(body.nextPageURL));
		expect((next.body.errors as StepError[]).at(-1)).toMatchObject({ source: 'mapping' });
	});

	test('go on behind errors that were resolved in between', async () => {
		outcome({});
		await world.finished();
		world.sandbox.options.pageSize = 3;
		const { body } = await world.ask('GET', `${STEP}/errors`);
		const all = errors().open.map(({ errorId }) => errorId);
		await world.ask('PUT', `${STEP}/resolved`, { body: { errors: all.slice(0, 4) } });
		const { body: next } = await world.ask('GET', String(body.nextPageURL));
		expect((next.errors as StepError[]).map(({ errorId }) => errorId)).toEqual(all.slice(4));
	});
});

test('An error says less where the sandbox is to', async () => {
	await world.finished();
	const [first] = errors().open;
	const seen = async () => ((await world.ask('GET', `${STEP}/errors`)).body.errors as StepError[])[0];
	expect(await seen()).toEqual(first);
	expect(first).toMatchObject({ classification: 'missing', oIndex: '0' });
	world.sandbox.options.detail = 'less';
	expect(await seen()).not.toHaveProperty('classification');
});

describe('Resolving', () => {
	test('moves errors, and counts them where their run is', async () => {
		const id = await world.finished();
		const [{ errorId }] = errors().open;
		await world.ask('PUT', `${STEP}/resolved`, { body: { errors: [errorId, 'unknown'] } });
		expect(errors()).toMatchObject({
			open: { length: 2 },
			resolved: [{ errorId, resolvedBy: expect.any(String) }],
		});
		const { body } = await world.ask('GET', `/jobs/${id}/family`);
		expect(body).toMatchObject({
			numOpenError: 2,
			numResolved: 1,
			children: [{ numOpenError: 0 }, { numOpenError: 2, numResolved: 1 }],
		});
	});

	test.each([{ errorIds: ['{e}'] }, {}, undefined])('has no effect by %j, and says nothing', async (body) => {
		await world.finished();
		const [{ errorId }] = errors().open;
		const sent = body && (JSON.parse(JSON.stringify(body).replace('{e}', errorId)) as object);
		expect((await world.ask('PUT', `${STEP}/resolved`, { body: sent })).status).toBe(204);
		expect(errors().open).toHaveLength(3);
	});

	test('may be undone for good', async () => {
		await world.finished();
		const ids = errors().open.map(({ errorId }) => errorId);
		await world.ask('PUT', `${STEP}/resolved`, { body: { errors: ids } });
		await world.ask('DELETE', `${STEP}/resolved`, { body: { errors: ids.slice(1) } });
		expect(errors()).toMatchObject({ open: [], resolved: [{ errorId: ids[0] }] });
	});
});

describe('Retrying', () => {
	const retry = async (body?: object) => {
		const retryDataKeys = errors().open.flatMap(({ retryDataKey }) => retryDataKey ?? []);
		return await world.ask('POST', `${STEP}/retry`, { body: body ?? { retryDataKeys } });
	};
	const look = async (id: unknown) => (await world.ask('GET', `/jobs/${String(id)}`)).body;

	test('resolves what succeeds, once its job is over', async () => {
		await world.finished();
		world.sandbox.options.jobRunning = 60_000;
		const { body } = await retry();
		expect(errors()).toMatchObject({ open: [{ retryAt: body.createdAt }, {}, {}], resolved: [] });
		world.sandbox.options.jobRunning = 0;
		expect(await look(body._id)).toMatchObject({
			type: 'retry',
			status: 'completed',
			numSuccess: 2,
			numError: 0,
		});
		expect(errors()).toMatchObject({ open: { length: 1 }, resolved: [{ resolvedBy: 'auto' }, {}] });
	});

	test('makes a new error without a job of what fails again', async () => {
		outcome({ errors: 1, retries: 'fail' });
		await world.finished();
		const [{ errorId, retryDataKey }] = errors().open;
		const { body } = await retry();
		expect(await look(body._id)).toMatchObject({ status: 'completed', numSuccess: 0, numError: 1 });
		expect(errors()).toMatchObject({ open: [{ retryDataKey }], resolved: [] });
		expect(errors().open[0].errorId).not.toBe(errorId);
		expect(errors().open[0]).not.toHaveProperty('_flowJobId');
	});

	test('succeeds with a record that was changed', async () => {
		outcome({ errors: 1, retries: 'succeedIfChanged' });
		await world.finished();
		const [{ retryDataKey }] = errors().open;
		await look((await retry()).body._id);
		const path = `${STEP}/${retryDataKey}/data`;
		const { body: document } = await world.ask('GET', path);
		expect(document).toEqual({ traceKey: '1001', data: { id: '1001', sku: 'SKU-1001', quantity: 1 } });
		expect((await world.ask('PUT', path, { body: { traceKey: '1001' } })).status).toBe(422);
		await world.ask('PUT', path, { body: { ...document, data: { id: '7' } } });
		expect((await world.ask('GET', path)).body).toEqual({ traceKey: '1001', data: { id: '7' } });
		await look((await retry()).body._id);
		expect(errors()).toMatchObject({ open: [], resolved: [{ retryDataKey }] });
	});

	test('has its job in the list of retries of the step', async () => {
		await world.finished();
		world.sandbox.options.retryAnswer = 'empty';
		expect(await retry()).toMatchObject({ status: 204, text: '' });
		const { body } = await world.ask(
			'GET',
			`/jobs?_flowId=${IDS.inventory}&type=retry&_importId=${IDS.updateInventory}`,
		);
		expect(body).toMatchObject([{ type: 'retry', _importId: IDS.updateInventory }]);
	});

	test('takes errors by their ids, too, but not without any', async () => {
		await world.finished();
		const ids = errors().open.map(({ errorId }) => errorId);
		await look((await retry({ errorIds: ids })).body._id);
		expect(errors().resolved).toHaveLength(2);
		expect((await retry({})).status).toBe(422);
	});

	test.each([
		['retry', 'POST', 'retryDataKeys'],
		['resolved', 'PUT', 'errors'],
	])('and resolving (%s) take a thousand at once, and no more', async (path, method, key) => {
		const send = async (count: number) =>
			await world.ask(method, `${STEP}/${path}`, { body: { [key]: Array.from({ length: count }, String) } });
		expect((await send(1000)).status).toBeLessThan(300);
		expect(await send(1001)).toMatchObject({ status: 422, text: expect.stringContaining('limit_exceeded') });
	});
});

test('Tags replace those that were there', async () => {
	await world.finished();
	const [{ errorId: id }] = errors().open;
	await world.ask('PUT', `${STEP}/tags`, { body: { errors: [{ id }], tagIds: ['a', 'b'] } });
	expect(errors().open[0].tags).toEqual(['a', 'b']);
	await world.ask('PUT', `${STEP}/tags`, { body: { errors: [{ id }], tagIds: [] } });
	expect(errors().open[0].tags).toEqual([]);
});
