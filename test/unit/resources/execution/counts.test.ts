import { readCounts, type GroupBy } from '../../../../nodes/FlowMate/resources/execution/counts';

const ID = '6762e154616e91cb8d8b1aaf';
const OTHER = '6762e154616e91cb8d8b1ab0';

const keyOf = (groupBy: GroupBy, row: object) => {
	const counts = readCounts({ data: [{ executions: 3, ...row }] }, groupBy);
	return counts && [...counts.byKey.keys()][0];
};

describe('An answer with counts', () => {
	it('gives each row with its key, count and user name, and the platform’s total', () => {
		const row = {
			_id: ID,
			user: ID,
			tenant: OTHER,
			allFlows: [OTHER],
			executions: 12,
			username: 'customer-1001',
		};
		const metadata = { start: '2026-03-01', end: '2026-03-10', totalExecutions: 12 };
		expect(readCounts({ data: [row], metadata }, 'user')).toEqual({
			byKey: new Map([[ID, { key: ID, executions: 12, username: 'customer-1001', row }]]),
			totalExecutions: 12,
			unreadable: [],
			counted: { start: '2026-03-01', end: '2026-03-10' },
		});
	});

	it('may be empty', () => {
		expect(readCounts({ data: [], metadata: { totalExecutions: 0 } }, 'flow')).toEqual({
			byKey: new Map(),
			totalExecutions: 0,
			unreadable: [],
			counted: {},
		});
	});

	it('may be a bare list, whose counts are added up', () => {
		const rows = [
			{ _id: ID, executions: 1 },
			{ _id: OTHER, executions: '20' },
		];
		expect(readCounts(rows, 'user')).toMatchObject({ totalExecutions: 21 });
	});

	test.each<[string, GroupBy, object, string]>([
		['as its own field', 'flow', { _id: OTHER, flow: ID }, ID],
		['as _id', 'flow', { _id: ID }, ID],
		['as id', 'component', { id: ID }, ID],
		['with Id in its name', 'component', { componentId: ID }, ID],
		['as a connector', 'component', { connector: ID, user: OTHER }, ID],
		['behind a name', 'component', { component: 'Slack', _id: ID }, ID],
		['in an object', 'flow', { flow: { _id: ID, name: 'Orders' } }, ID],
		['in a compound _id', 'flow', { _id: { user: OTHER, flow: ID } }, ID],
		['as a text, where nothing is an ID', 'component', { component: 'slack' }, 'slack'],
		['as a number', 'component', { id: 17 }, '17'],
	])('is searched for the key: %s', (_where, groupBy, row, key) => {
		expect(keyOf(groupBy, row)).toBe(key);
	});

	it('adds up several rows of one key', () => {
		const rows = [
			{ flow: ID, user: 'a', executions: 3 },
			{ flow: ID, user: 'b', executions: 4 },
		];
		expect(readCounts({ data: rows }, 'flow')).toMatchObject({
			byKey: new Map([[ID, { key: ID, executions: 7, row: rows[0] }]]),
		});
	});

	it('names users whose names are numbers', () => {
		const counts = readCounts([{ _id: ID, executions: 1, username: 1001 }], 'user');
		expect(counts?.byKey.get(ID)?.username).toBe('1001');
	});

	test.each([
		['text', '{"data":[{"_id"'],
		['nothing', null],
		['an object instead of rows', { data: { [ID]: 4 } }],
	])('cannot be read when it is %s', (_what, body) => {
		expect(readCounts(body, 'user')).toBeUndefined();
	});

	test.each<[string, unknown, string]>([
		['a row that is none', null, 'is no object'],
		['a row without a key', { _id: null, executions: 1 }, 'has no ID of a user'],
		['a row without a count', { _id: ID }, 'has no count of executions'],
		['a count below 0', { _id: ID, executions: -1 }, 'has no count of executions'],
		['half an execution', { _id: ID, executions: 1.5 }, 'has no count of executions'],
		['a count in words', { _id: ID, executions: 'many' }, 'has no count of executions'],
		['no count', { _id: ID, executions: null }, 'has no count of executions'],
	])('sets %s aside', (_what, row, reason) => {
		const counts = readCounts({ data: [{ _id: OTHER, executions: 2 }, row] }, 'user');
		expect(counts).toMatchObject({ totalExecutions: 2, unreadable: [{ reason, row }] });
	});
});
