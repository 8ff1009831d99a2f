import type { IDataObject } from 'n8n-workflow';
import { isRecord } from '../shape';
import { asAssumed, differs, judge, Unseen, type Finding, type Question } from '../verdict';
import type { FlowMateWorld } from './world';

/** What rows of each kind are thought to have; those of users are documented, the others are a guess. */
const KEYS = { user: ['_id', 'executions'], flow: ['_id', 'executions'], component: ['_id', 'executions'] };

const rowsBy = (groupby: keyof typeof KEYS): Question<FlowMateWorld> => ({
	id: `counts.${groupby}`,
	title: `What execution counts by ${groupby} look like`,
	async ask(world) {
		const absent = await absence(world);
		if (absent) return absent;
		const { status, body } = await world.counts(groupby);
		if (status !== 200) return differs(`HTTP ${status}`);
		if (!isRecord(body) || !Array.isArray(body.data)) return differs('no { data: [row] }');
		const rows = body.data.filter(isRecord);
		if (rows.length === 0) throw new Unseen('nothing was counted in the last month');
		const keys = [...new Set(rows.flatMap((row) => Object.keys(row)))].sort().join(', ');
		const holds = rows.every((row) => KEYS[groupby].every((key) => key in row));
		return judge(holds, `rows of ${keys}`);
	},
});

/** The closed service of counts. The open-source platform has none. */
export const aboutExecutions: Array<Question<FlowMateWorld>> = [
	rowsBy('user'),
	rowsBy('flow'),
	rowsBy('component'),
	{
		id: 'counts.total',
		title: 'Whether the counts by user add up to the total',
		async ask(world) {
			const absent = await absence(world);
			if (absent) return absent;
			const { body } = await world.counts();
			const { data, metadata } = (isRecord(body) ? body : {}) as {
				data?: IDataObject[];
				metadata?: IDataObject;
			};
			if (!Array.isArray(data) || !metadata) return differs('no { data, metadata }');
			const sum = data.reduce((total, row) => total + Number(row.executions), 0);
			return judge(sum === Number(metadata.totalExecutions), 'they do', 'they do not');
		},
	},
	{
		id: 'counts.days',
		title: 'In which time zone the days are',
		async ask(world) {
			const absent = await absence(world);
			if (absent) return absent;
			const [today, tomorrow] = [dayFromNow(0), dayFromNow(1)];
			if ((await countedOn(world, tomorrow)) > 0)
				return differs('ahead of UTC: there are counts on the next day of UTC');
			if ((await countedOn(world, today)) > 0) return asAssumed('UTC, or behind it: there are counts today');
			throw new Unseen('nothing was counted today');
		},
	},
	{
		id: 'counts.wrong',
		title: 'What a grouping that does not exist gets',
		async ask(world) {
			const absent = await absence(world);
			if (absent) return absent;
			const { status } = await world.counts('nonsense');
			return asAssumed(`HTTP ${status}`);
		},
	},
];

/** Why there are no counts; undefined if there are. */
async function absence(world: FlowMateWorld): Promise<Finding | undefined> {
	const { status } = await world.counts();
	if (status === 401 || status === 403) throw new Unseen(`the account may not read counts (HTTP ${status})`);
	if (status !== 404) return undefined;
	if (await world.isOpenSource())
		return asAssumed('none: the open-source platform has no /icenter/executions');
	return differs('no /icenter/executions here');
}

const dayFromNow = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

async function countedOn(world: FlowMateWorld, day: string): Promise<number> {
	const query = { start: day, end: day, groupby: 'user' };
	const { body } = await world.ask({ method: 'GET', path: '/icenter/executions', query });
	return isRecord(body) && isRecord(body.metadata) ? Number(body.metadata.totalExecutions ?? 0) : 0;
}
