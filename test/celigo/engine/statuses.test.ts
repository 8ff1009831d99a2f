import { OPERATIONS, readyFor } from './operations';
import { startWorld, type World } from './support';

/** How each operation tells what Celigo refuses, and that it comes back when Celigo asks it to. Speaks to the sandbox. */
let world: World;
beforeEach(async () => {
	world = await startWorld();
});
afterEach(async () => await world.sandbox.close());

const refusal = (code: string, message: string) => ({ errors: [{ code, message }] });

describe.each(Object.keys(OPERATIONS))('%s', (name) => {
	async function refusedWith(status: number, body: unknown) {
		const parameters = await readyFor(world, name);
		world.sandbox.faults.add({ effect: { status, body } });
		const { error, items } = await world.run(name, parameters);
		expect(items).toEqual([]);
		expect(error).toMatchObject({ httpCode: String(status), context: { itemIndex: 0 } });
		expect(error?.message).toMatch(/ \[item 0\]$/);
		expect(JSON.stringify(error)).not.toContain(world.sandbox.token);
		return { message: error?.message, description: error?.description };
	}

	test('says that the token is not accepted (401)', async () => {
		expect(await refusedWith(401, { message: 'Unauthorized' })).toEqual({
			message: expect.stringContaining('Celigo did not accept the API token'),
			description: expect.stringContaining("'Region'"),
		});
		expect(world.sandbox.requests).toHaveLength(1);
	});

	test('says what is not there, or where there is no API (404)', async () => {
		const { message, description } = await refusedWith(404, refusal('resource_not_found', 'Not found.'));
		expect(message).toMatch(
			/^(There is no (flow|job|step|integration|connection|export|retry data) '|Celigo does not offer the ([a-z]+|new flow) at)/,
		);
		expect(description).toMatch(/^Check '(Flow|Job|Step|Integration|Connection|Export|Region)'/);
	});

	test("passes Celigo's words on (422)", async () => {
		const { message } = await refusedWith(422, refusal('made_up', 'This will not do.'));
		expect(message).toContain('This will not do.');
	});

	test('shows no token where Celigo quotes the request (400)', async () => {
		const parameters = await readyFor(world, name);
		world.sandbox.faults.add({ effect: { echo: 400 } });
		const { error, executionData } = await world.run(name, parameters);
		expect(error?.message).toContain('***');
		expect(JSON.stringify([error, error?.stack, executionData.data.resultData])).not.toContain(
			world.sandbox.token,
		);
	});

	test('comes back when Celigo says so, and not before (429)', async () => {
		const parameters = await readyFor(world, name);
		world.sandbox.faults.add({ times: 1, effect: { status: 429, retryAfter: '1' } });
		const { error } = await world.run(name, parameters);
		const [first, second] = world.sandbox.requests;
		expect(error).toBeUndefined();
		expect([second.method, second.url, second.body]).toEqual([first.method, first.url, first.body]);
		expect(second.at - first.at).toBeGreaterThanOrEqual(1_000);
	});
});
