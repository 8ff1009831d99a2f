import { ACTIVE, Bench, byId, INACTIVE } from './support';

const bench = new Bench();

const fields = (...names: Array<[id: string, type: string]>) =>
	names.map(([id, type]) => ({
		id,
		displayName: id,
		type,
		required: false,
		defaultMatch: false,
		display: true,
	}));
const mapped = (value: object | null, schema: object[], mappingMode = 'defineBelow') => ({
	flow: byId(ACTIVE),
	dataMode: 'mapped',
	mappedFields: { mappingMode, value, schema },
});
const automatic = (schema: object[]) => mapped(null, schema, 'autoMapInputData');
const bodies = () =>
	bench.sandbox.requests.filter(({ path }) => path.startsWith('/webhooks')).map(({ body }) => body);

describe('JSON that was typed goes out byte for byte', () => {
	test.each(['{"id":12345678901234567890,"n":1e400}', '{"b":1,"a":2,"b":3}', '[ 1.0 ]'])(
		'%s',
		async (json) => {
			const data = { flow: byId(ACTIVE), dataMode: 'json', json };
			await bench.run('webhook.send', { ...data, options: { wrapInData: true } });
			await bench.run('webhook.send', { ...data, json: `\`\`\`json\n${json}\n\`\`\`` });
			expect(bodies()).toEqual([`{"data":${json}}`, json]);
		},
	);
});

describe('Mapped fields', () => {
	it('are sent as they were given where the workflow has no schema of them', async () => {
		await bench.run('webhook.send', mapped({ firstName: 'Ada' }, []));
		expect(bodies()).toEqual(['{"firstName":"Ada"}']);
	});

	it('that match nothing are refused, with the names of both sides', async () => {
		const items = [{ FirstName: 'Ada', Email: 'a@x.example' }];
		const { error } = await bench.run('webhook.send', automatic(fields(['firstName', 'string'])), { items });
		expect(error).toMatchObject({
			message:
				"No field of the item has a name that the flow wants under 'Mapped Fields': firstName [item 0]",
			description: expect.stringContaining('The item has FirstName, Email.') as unknown,
		});
		expect(bodies()).toEqual([]);
	});

	it('with names that all objects have are fields of the item, or none', async () => {
		const schema = fields(['toString', 'string'], ['__proto__', 'string'], ['name', 'string']);
		await bench.run('webhook.send', automatic(schema), { items: [{ name: 'Ada' }] });
		expect(bodies()).toEqual(['{"name":"Ada"}']);
	});

	it("have dates in the workflow's time zone, mapped by hand or not", async () => {
		const surroundings = { items: [{ t: '2026-03-01T08:00' }], settings: { timezone: 'Asia/Tokyo' } };
		const schema = fields(['t', 'dateTime']);
		await bench.run('webhook.send', automatic(schema), surroundings);
		await bench.run('webhook.send', mapped({ t: '={{ $json.t }}' }, schema), surroundings);
		expect(bodies()).toEqual(Array(2).fill('{"t":"2026-03-01T08:00:00.000+09:00"}'));
	});

	test.each([
		['number', '12.500'],
		['number', '80,5'],
		['boolean', 'yes'],
		['boolean', 1],
		['dateTime', '01.11.2026'],
		['dateTime', '2026-06-31'],
		['object', '[1]'],
		['array', 'a, b'],
		['string', { a: 1 }],
	])('of the type %s are checked in both ways: %j', async (type, given) => {
		const schema = fields(['x', type]);
		for (const parameters of [automatic(schema), mapped({ x: '={{ $json.x }}' }, schema)]) {
			const { error } = await bench.run('webhook.send', parameters, { items: [{ x: given }] });
			expect(error?.message).toBe(`The field 'x' under 'Mapped Fields' is not of the type ${type} [item 0]`);
			expect(error?.description).not.toContain(String(given));
		}
		expect(bodies()).toEqual([]);
	});
});

describe('An ID with blanks around it, or in upper case', () => {
	const written = ` ${ACTIVE.toUpperCase()} `;

	it('is the ID when the node runs', async () => {
		const { json } = await bench.run('flow.get', { flow: byId(written) });
		expect(json[0].id).toBe(ACTIVE);
	});

	it('is the ID in the mapper', async () => {
		const { fields: offered, emptyFieldsNotice } = await bench.engine.resourceMapping({
			node: 'flowMate',
			method: 'getInputParameters',
			credential: bench.credential,
			currentNodeParameters: { flow: byId(written) },
		});
		expect([offered.length > 0, emptyFieldsNotice]).not.toEqual([
			false,
			expect.stringContaining('Choose a flow'),
		]);
		expect(bench.requests.some((request) => request.includes(`/flows/${ACTIVE}`))).toBe(true);
	});

	it("is the ID in a list and in an item's field", async () => {
		const upper = INACTIVE.toUpperCase();
		const listed = await bench.run('flow.startMany', { flowsFrom: 'list', flowIds: ` ${upper}\n` });
		const taken = await bench.run(
			'flow.startMany',
			{ flowsFrom: 'items', idField: 'id' },
			{ items: [{ id: ` ${upper}` }] },
		);
		expect([listed.json[0].id, taken.json[0].id]).toEqual([INACTIVE, INACTIVE]);
	});
});

test.each(['127.0.0.1:9', 'localhost:9', 'not a url', 'http://proxy.example'])(
	'An operation over many does not go around a proxy that cannot be read: %s',
	async (proxy) => {
		const requestOptions = { proxy };
		const single = await bench.run('flow.get', { flow: byId(ACTIVE), requestOptions });
		const many = await bench.run('flow.startMany', { flowsFrom: 'list', flowIds: ACTIVE, requestOptions });
		expect([single.error?.message, many.error?.message]).toEqual([
			expect.stringContaining('The proxy is not valid'),
			expect.stringContaining('The proxy is not valid'),
		]);
		const going = await bench.run(
			'flow.startMany',
			{ flowsFrom: 'list', flowIds: ACTIVE, requestOptions },
			{ onError: 'continueRegularOutput' },
		);
		expect(going.json).toMatchObject([{ error: 'The proxy is not valid [item 0]' }]);
		expect(bench.requests).toEqual([]);
	},
);

test('"false" as text is not true', async () => {
	const all = await bench.run(
		'flow.getAll',
		{ returnAll: '={{ $json.all }}', limit: 2 },
		{ items: [{ all: 'false' }] },
	);
	expect(all.json).toHaveLength(2);
	await bench.run('webhook.send', {
		flow: byId(ACTIVE),
		dataMode: 'json',
		json: '{"k":1}',
		options: { wrapInData: '={{ "false" }}' },
	});
	expect(bodies()).toEqual(['{"k":1}']);
});
