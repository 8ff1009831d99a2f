import { jobList } from '../../../../packages/n8n-nodes-celigo/nodes/Celigo/resources/job/getAll';
import {
	countsOf,
	isOver,
	outcomeOf,
} from '../../../../packages/n8n-nodes-celigo/nodes/Celigo/resources/job/document';
import { stepsToAsk } from '../../../../packages/n8n-nodes-celigo/nodes/Celigo/resources/job/errorScope';
import { itemWith } from '../item';

const ID = (digit: string) => digit.repeat(24);

describe('The outcome of a job', () => {
	test.each([
		[{ status: 'completed', numError: 0 }, 'completed'],
		[{ status: 'completed' }, 'completed'],
		[{ status: 'completed', numError: 3 }, 'completedWithErrors'],
		[{ status: 'failed', numError: 3 }, 'failed'],
		[{ status: 'canceled' }, 'canceled'],
		[{ status: 'running', numError: 3 }, 'running'],
	])('of %j is %s', (job, outcome) => {
		expect(outcomeOf(job)).toBe(outcome);
	});

	test.each([
		['completed', true],
		['failed', true],
		['canceled', true],
		['queued', false],
		['running', false],
		['retrying', false],
		['canceling', false],
	])('is final when it is %s: %s', (status, expected) => {
		expect(isOver({ status })).toBe(expected);
	});

	it('is told with its counts', () => {
		expect(countsOf({ numSuccess: 1200, numError: 3 })).toBe('1,200 succeeded, 3 with errors, 0 ignored');
	});
});

describe('The steps of a run whose errors are asked for', () => {
	const over = { status: 'completed', numError: 4 };

	it('are those in which records failed', () => {
		const children = [
			{ _exportId: ID('a'), numError: 0 },
			{ _importId: ID('b'), numError: 2 },
			{ _expOrImpId: ID('c'), numOpenError: 1 },
			{ _importId: ID('b'), numError: 1 },
		];
		expect(stepsToAsk({ ...over, children })).toEqual([ID('b'), ID('c')]);
	});

	it('are all where none counts errors, and the run was not clean', () => {
		const children = [{ _exportId: ID('a') }, { _importId: ID('b'), numError: 0 }];
		expect(stepsToAsk({ ...over, children })).toEqual([ID('a'), ID('b')]);
		expect(stepsToAsk({ status: 'running', numError: 0, children })).toEqual([ID('a'), ID('b')]);
		expect(stepsToAsk({ status: 'completed', children })).toEqual([ID('a'), ID('b')]);
	});

	it('are none where the run was clean', () => {
		const children = [{ _importId: ID('a'), numError: 0 }];
		expect(stepsToAsk({ status: 'completed', numError: 0, children })).toEqual([]);
		expect(stepsToAsk({ status: 'completed', numError: 0 })).toEqual([]);
	});

	test.each([
		['it has no children', over],
		[
			'a child with errors names no step',
			{ ...over, children: [{ _importId: ID('a'), numError: 1 }, { numError: 1 }] },
		],
	])('are not known where %s', (_, job) => {
		expect(stepsToAsk(job)).toBeUndefined();
	});
});

describe('The list of jobs', () => {
	const request = { method: 'GET' as const, path: '/jobs', subject: { what: 'the jobs', repeatable: true } };

	test('is an error where more were created at once than Celigo lists', async () => {
		const body = JSON.stringify(
			Array.from({ length: 1_001 }, (_, index) => ({
				_id: String(index),
				createdAt: '2026-11-20T12:00:00.000Z',
			})),
		);
		const item = itemWith(
			{},
			{ request: async () => await Promise.resolve({ statusCode: 200, headers: {}, body }) },
		);
		await expect(jobList(item, request, { wanted: Infinity })).rejects.toThrow(
			'the same page of the jobs again',
		);
		expect(await jobList(item, request, { wanted: 1_001 })).toHaveLength(1_001);
	});
});
