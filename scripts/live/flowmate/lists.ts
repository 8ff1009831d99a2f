import type { IDataObject } from 'n8n-workflow';
import { isRecord } from '../shape';
import { asAssumed, differs, judge, Unseen, type Finding, type Question } from '../verdict';
import { type FlowMateWorld } from './world';
import { recordsIn } from './records';

const page = (size: number, number: number, more: Record<string, string> = {}) => ({
	'page[size]': String(size),
	'page[number]': String(number),
	...more,
});

const list = async (world: FlowMateWorld, path: string, query: Record<string, string>) =>
	await world.ask({ method: 'GET', path, query });

const metaOf = (body: unknown) => (isRecord(body) && isRecord(body.meta) ? body.meta : {});

/** Pages, sorting and search of the lists of flows and templates. */
export const aboutLists: Array<Question<FlowMateWorld>> = [
	{
		id: 'pages.meta',
		title: 'What a list of flows says about its pages',
		async ask(world) {
			const { body } = (await world.flows()).answer;
			const missing = ['total', 'page', 'perPage', 'totalPages'].filter((key) => !(key in metaOf(body)));
			return judge(
				missing.length === 0,
				'total, page, perPage, totalPages',
				`meta lacks ${missing.join(', ')}`,
			);
		},
	},
	{
		id: 'pages.cap',
		title: 'Whether the size of a page has a maximum',
		async ask(world) {
			const { answer, list: flows } = await world.flows();
			const { perPage, total } = metaOf(answer.body);
			if (answer.status !== 200)
				return differs(`1000 flows in a page are refused with HTTP ${answer.status}`);
			if (perPage !== 1000) return differs(`${String(perPage)} records at most`);
			const wanted = Math.min(1000, Number(total));
			if (flows.length < wanted)
				return differs(`${flows.length} of ${wanted} records came, and perPage does not tell`);
			return asAssumed('1000 are taken');
		},
	},
	{
		id: 'pages.total',
		title: 'Whether the total of flows is what comes',
		async ask(world) {
			const { answer, list: flows } = await world.flows();
			const { total, perPage } = metaOf(answer.body);
			const expected = Math.min(Number(total), Number(perPage));
			return judge(flows.length === expected, 'it is', `${flows.length} came of ${expected}`);
		},
	},
	{
		id: 'pages.end',
		title: 'What is behind the last page',
		async ask(world) {
			const { status, body } = await list(world, '/flows', page(10, 100_000));
			const isEmpty = status === 200 && isRecord(body) && Array.isArray(body.data) && body.data.length === 0;
			return judge(isEmpty, 'an empty list', `HTTP ${status}, not an empty list`);
		},
	},
	{
		id: 'templates.total',
		title: 'Whether the total of templates counts those of other tenants',
		async ask(world) {
			const { body } = await list(world, '/templates', page(1, 1, { 'filter[status]': '0' }));
			const all = await world.run('template.getAll', { returnAll: true, filters: { status: 'draft' } });
			const { total } = metaOf(body);
			return asAssumed(
				Number(total) === all.length ? 'it does not show: the numbers agree' : 'it does, or ignores filters',
			);
		},
	},
	{
		id: 'sort.createdAt',
		title: 'Whether flows come sorted by createdAt, and in which order those come that share it',
		async ask(world) {
			const { list: first } = await world.flows();
			if (first.length < 2) throw new Unseen('fewer than two flows');
			const times = first.map(({ createdAt }) => String(createdAt));
			if (times.some((time, index) => index > 0 && time < times[index - 1]))
				return differs('they are not sorted');
			const ties = times.length - new Set(times).size;
			const again = await list(world, '/flows', page(1000, 1, { sort: 'createdAt' }));
			const isSame = idsIn(recordsIn(again.body)) === idsIn(first);
			return asAssumed(
				`sorted; ${ties} share one with another; the order ${isSame ? 'was the same twice' : 'changes'}`,
			);
		},
	},
	{
		id: 'sort.updatedAt',
		title: 'Whether flows come sorted by updatedAt, the latest first',
		async ask(world) {
			const { body } = await list(world, '/flows', page(100, 1, { sort: '-updatedAt' }));
			const flows = recordsIn(body);
			if (flows.length < 2) throw new Unseen('fewer than two flows');
			const times = flows.map(({ updatedAt }) => Date.parse(String(updatedAt)));
			if (times.some((time) => Number.isNaN(time))) return differs('some have no updatedAt');
			const isSorted = times.every((time, index) => index === 0 || time <= times[index - 1]);
			return judge(isSorted, 'they do', 'they are not sorted');
		},
	},
	{
		id: 'sort.refused',
		title: 'What happens to a field that lists are not sorted by',
		async ask(world) {
			const { status } = await list(world, '/flows', page(1, 1, { sort: 'status' }));
			return judge(status === 400, 'HTTP 400', `HTTP ${status}`);
		},
	},
	{
		id: 'search.case',
		title: 'Whether search distinguishes upper and lower case',
		async ask(world) {
			const name = (await world.flows()).list.map((flow) => wordIn(flow)).find((word) => word !== undefined);
			if (!name) throw new Unseen('no flow has a name of letters');
			const [exact, swapped] = [name, swappedCase(name)].map(
				async (search) => recordsIn((await list(world, '/flows', page(10, 1, { search }))).body).length,
			);
			if ((await exact) === 0) return differs('the name of a flow does not find it');
			return asAssumed((await swapped) === 0 ? 'it does' : 'it does not');
		},
	},
	{
		id: 'filter.status',
		title: 'Which values of filter[status] are taken',
		async ask(world) {
			return await statusFilters(world);
		},
	},
];

const idsIn = (records: IDataObject[]) => records.map(({ id }) => String(id)).join();

/** A part of the name that reads differently in the other case. */
const wordIn = ({ name }: IDataObject) => /[A-Za-z]{4,}/.exec(String(name ?? ''))?.[0];

const swappedCase = (text: string) =>
	text.replace(/./g, (letter) =>
		letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase(),
	);

async function statusFilters(world: FlowMateWorld): Promise<Finding> {
	const wanted: Array<[string, string, number]> = [
		['/flows', 'active', 200],
		['/flows', 'inactive', 200],
		['/flows', 'starting', 400],
		['/templates', '1', 200],
		['/templates', 'published', 400],
	];
	const other: string[] = [];
	for (const [path, value, expected] of wanted) {
		const { status } = await list(world, path, page(1, 1, { 'filter[status]': value }));
		if (status !== expected) other.push(`${value} of ${path} gives HTTP ${status}`);
	}
	return judge(other.length === 0, 'flows: active, inactive; templates: 1, 0', other.join('; '));
}
