import {
	countsOf,
	isOver,
	outcomeOf,
} from '../../../../packages/n8n-nodes-celigo/nodes/Celigo/resources/job/document';
import { failedSteps } from '../../../../packages/n8n-nodes-celigo/nodes/Celigo/resources/job/getErrors';

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

describe('The steps of a run in which records failed', () => {
	it('are those of its children', () => {
		const children = [
			{ _exportId: ID('a'), numError: 0 },
			{ _importId: ID('b'), numError: 2 },
			{ _exportId: ID('c'), numOpenError: 1 },
			{ _importId: ID('b'), numError: 1 },
		];
		expect(failedSteps({ numError: 4, children })).toEqual([ID('b'), ID('c')]);
	});

	it('is the one that the job itself is of', () => {
		expect(failedSteps({ type: 'import', _importId: ID('a'), numError: 1 })).toEqual([ID('a')]);
	});

	it('are none where no record failed', () => {
		expect(failedSteps({ numError: 0, children: [{ _importId: ID('a'), numError: 0 }] })).toEqual([]);
	});
});
