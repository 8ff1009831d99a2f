import { readCounts, type GroupBy } from '../../../nodes/FlowMate/trigger/counts';

const ID = '6762e154616e91cb8d8b1aaf';
const OTHER = '6762e154616e91cb8d8b1ab0';

const keyOf = (groupBy: GroupBy, row: object) => {
	const counts = readCounts({ data: [{ executions: 3, ...row }] }, groupBy);
	return typeof counts === 'string' ? counts : [...counts.byKey.keys()][0];
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
		});
	});

	it('may be empty', () => {
		expect(readCounts({ data: [], metadata: { totalExecutions: 0 } }, 'flow')).toEqual({
			byKey: new Map(),
			totalExecutions: 0,
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

	test.each([
		['text', '{"data":[{"_id"', 'it holds no list of rows'],
		['nothing', null, 'it holds no list of rows'],
		['an object instead of rows', { data: { [ID]: 4 } }, 'it holds no list of rows'],
		['a row that is none', { data: [null] }, 'row 1 of 1 is no object'],
		[
			'a row without a key',
			{ data: [{ _id: ID, executions: 1 }, { executions: 1 }] },
			'row 2 of 2 has no ID of a user',
		],
		['a row without a count', { data: [{ _id: ID }] }, 'row 1 of 1 has no count of executions'],
		['a count below 0', { data: [{ _id: ID, executions: -1 }] }, 'row 1 of 1 has no count of executions'],
		['half an execution', { data: [{ _id: ID, executions: 1.5 }] }, 'row 1 of 1 has no count of executions'],
		[
			'a count in words',
			{ data: [{ _id: ID, executions: 'many' }] },
			'row 1 of 1 has no count of executions',
		],
		['no count', { data: [{ _id: ID, executions: null }] }, 'row 1 of 1 has no count of executions'],
	])('cannot be read when it is %s', (_what, body, reason) => {
		expect(readCounts(body, 'user')).toBe(reason);
	});
});
