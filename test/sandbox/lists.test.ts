import { startFlowMate, type FlowMateOptions, type FlowMateSandbox } from '../../sandbox/flowmate';
import { client } from './client';
import { send } from './send';

let sandbox: FlowMateSandbox;
const start = async (options: FlowMateOptions) => {
	sandbox = await startFlowMate(options);
};
afterEach(async () => await sandbox.close());

interface List {
	data: Array<{ id: string; name: string }>;
	meta: { total: number; page: number; perPage: number; totalPages: number };
}

const list = async (path: string): Promise<List> => {
	const { status, body } = await client(sandbox)('GET', path);
	expect(status).toBe(200);
	return body as List;
};

const namesIn = ({ data }: List) => data.map(({ name }) => name);

const RESOURCES = ['flows', 'templates'];

describe.each(RESOURCES)('Ties in a list of %s', (resource) => {
	const pages = async (query: string) => {
		const found = [];
		for (let page = 1; page <= 4; page++) {
			found.push(...namesIn(await list(`/${resource}?${query}page[size]=10&page[number]=${page}`)));
		}
		return found;
	};

	test('come in another order in each request, so that pages overlap and leave documents out', async () => {
		await start({ seed: { users: 2, flows: 40, templates: 40, perInstant: 40 }, ties: { seed: 7 } });
		const found = await pages('sort=createdAt&');
		expect(found).toHaveLength(40);
		expect(new Set(found).size).toBeLessThan(40);
	});

	test('come in the same orders for the same seed, in others for another', async () => {
		const orders = [];
		for (const seed of [7, 7, 8]) {
			await start({ seed: { users: 2, flows: 40, templates: 40, perInstant: 40 }, ties: { seed } });
			orders.push(await pages('sort=createdAt&'));
			await sandbox.close();
		}
		expect(orders[1]).toEqual(orders[0]);
		expect(orders[2]).not.toEqual(orders[0]);
	});

	test('are mixed among themselves only', async () => {
		await start({ seed: { users: 2, flows: 40, templates: 40, perInstant: 10 }, ties: { seed: 7 } });
		const found = await list(`/${resource}?sort=-createdAt&page[size]=10`);
		const newest = Array.from({ length: 10 }, (_, index) => String(index + 31));
		expect(
			namesIn(found)
				.map((name) => name.slice(-2))
				.sort(),
		).toEqual(newest);
		expect(namesIn(await list(`/${resource}?sort=name&page[size]=40`)).map((name) => name.slice(-2))).toEqual(
			Array.from({ length: 40 }, (_, index) => String(index + 1).padStart(2, '0')),
		);
	});

	test('keep their order without a seed', async () => {
		await start({ seed: { users: 2, flows: 40, templates: 40, perInstant: 40 } });
		const found = await pages('sort=createdAt&');
		expect(new Set(found).size).toBe(40);
	});
});

describe.each(RESOURCES)('A host that caps pages of %s', (resource) => {
	test.each([
		['what is asked for, if it is less', 'page[size]=3', 3],
		['its cap, if more is asked for', 'page[size]=1000', 4],
		['its cap, if everything is asked for', 'page[size]=0', 4],
		['its cap by default', '', 4],
	])('gives and tells %s', async (_, query, size) => {
		await start({ seed: { users: 2, flows: 9, templates: 9 }, maxPageSize: 4 });
		const { data, meta } = await list(`/${resource}?${query}`);
		expect(data).toHaveLength(size);
		expect(meta).toMatchObject({ total: 9, perPage: size, totalPages: Math.ceil(9 / size) });
	});
});

describe.each(RESOURCES)('A search in %s', (resource) => {
	const search = async (text: string, timeout?: number) =>
		await send(sandbox.url, {
			method: 'GET',
			path: `/${resource}?sort=name&search=${encodeURIComponent(text)}`,
			headers: { authorization: `Bearer ${sandbox.adminToken}` },
			timeout,
		});

	test.each(['{2}', 'a{1}{2}'])('for %s is no expression and never answered', async (text) => {
		await start({ seed: { users: 1, flows: 1, templates: 1 } });
		expect((await search(text, 200)).status).toBeNull();
	});

	test('drops the characters that it does not know, and tells upper from lower case', async () => {
		await start({ seed: { users: 1, flows: 3, templates: 3 } });
		const [document] = sandbox.state[resource as 'flows'].values();
		document.name = 'Für Müller (A+B)';
		document.description = 'fr Mller';
		const found = async (text: string) => ((await search(text)).body as List).data.length;
		expect(await found('für Müller')).toBe(1);
		expect(await found('(A+B)')).toBe(0);
		expect(await found('mller')).toBe(0);
		expect(await found('日本')).toBe(3);
	});
});
