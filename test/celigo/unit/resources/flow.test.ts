import { cloneIn } from '../../../../packages/n8n-nodes-celigo/nodes/Celigo/resources/flow/cloneAnswer';
import {
	checkedFlow,
	merged,
	withoutNull,
} from '../../../../packages/n8n-nodes-celigo/nodes/Celigo/resources/flow/document';
import {
	isPatchable,
	patchOf,
} from '../../../../packages/n8n-nodes-celigo/nodes/Celigo/resources/flow/patch';
import { runsIn } from '../../../../packages/n8n-nodes-celigo/nodes/Celigo/resources/flow/runAnswer';
import { stepsOf } from '../../../../packages/n8n-nodes-celigo/nodes/Celigo/parameters/steps';
import { itemWith } from '../item';

const ID = (digit: string) => digit.repeat(24);

describe('The steps of a flow', () => {
	test.each([
		['a linear flow', { pageGenerators: [{ _exportId: ID('a') }], pageProcessors: [{ _importId: ID('b') }] }],
		[
			'a flow with branches',
			{
				pageGenerators: [{ _exportId: ID('a') }],
				routers: [{ branches: [{ pageProcessors: [{ _importId: ID('b') }] }, { name: 'empty' }] }, {}],
			},
		],
		['an old flow of two steps', { _exportId: ID('a'), _importId: ID('b') }],
		[
			'a flow that uses one twice',
			{
				pageGenerators: [{ _exportId: ID('a') }],
				pageProcessors: [{ _exportId: ID('a') }, { _importId: ID('b') }],
			},
		],
	])('are found in %s', (_, flow) => {
		expect(stepsOf(flow)).toEqual([
			{ type: 'export', id: ID('a') },
			{ type: 'import', id: ID('b') },
		]);
	});

	it('are none where a flow has none, or is put together wrongly', () => {
		expect(stepsOf({ name: 'empty' })).toEqual([]);
		expect(
			stepsOf({ pageGenerators: 'x', pageProcessors: [null], routers: [{ branches: {} }] } as never),
		).toEqual([]);
	});
});

describe('A changed flow', () => {
	it('has all fields that it had, and the new values', () => {
		const flow = { _id: ID('a'), name: 'old', unknown: { nested: true }, schedule: '? 0 2 ? * *' };
		expect(merged(flow, { name: 'new' })).toEqual({ ...flow, name: 'new' });
	});

	it('lacks the fields that are null in the changes', () => {
		expect(merged({ name: 'a', schedule: 'b' }, { schedule: null })).toEqual({ name: 'a' });
		expect(withoutNull({ name: 'a', schedule: null })).toEqual({ name: 'a' });
	});

	it('must not have both steps and routers', () => {
		const check = (flow: object) => () => checkedFlow(itemWith(), { ...flow });
		expect(check({ pageProcessors: [{}], routers: [{}] })).toThrow("both 'Steps' and 'Routers'");
		expect(check({ pageProcessors: [{}], routers: [] })).not.toThrow();
	});
});

describe('A patch', () => {
	it('sets each field at its place', () => {
		expect(patchOf({ name: 'a', description: 'b', disabled: true })).toEqual([
			{ op: 'replace', path: '/name', value: 'a' },
			{ op: 'add', path: '/description', value: 'b' },
			{ op: 'replace', path: '/disabled', value: true },
		]);
	});

	test.each([
		[{ name: 'a' }, true],
		[{ name: 'a', description: '', disabled: false }, true],
		[{ schedule: '? 0 2 ? * *' }, false],
		[{ name: 'a', timezone: 'UTC' }, false],
		[{ runPageGeneratorsInParallel: true }, false],
		[{ description: null }, false],
	])('makes the changes %j: %s', (changes, expected) => {
		expect(isPatchable(changes)).toBe(expected);
	});
});

describe('The answer to a clone', () => {
	it('may be a list of all that was made', () => {
		const created = [
			{ model: 'Export', _id: ID('a') },
			{ model: 'Flow', _id: ID('b') },
		];
		expect(cloneIn(created)).toEqual({ id: ID('b'), created });
	});

	it('may be the flow', () => {
		const flow = { _id: ID('b'), name: 'Clone' };
		expect(cloneIn(flow)).toEqual({ id: ID('b'), flow, created: [{ model: 'Flow', _id: ID('b') }] });
	});

	test.each([
		[[]],
		[[{ model: 'Export', _id: ID('a') }]],
		[[{ model: 'Flow' }]],
		['done'],
		[''],
		[{}],
		[null],
	])('cannot be %j', (body) => expect(cloneIn(body)).toBeUndefined());
});

describe('The answer to a run', () => {
	it('may be one entry', () => {
		expect(runsIn({ _jobId: ID('a') })).toEqual([
			{ jobId: ID('a'), entry: { _jobId: ID('a') }, complaints: [], refused: false },
		]);
	});

	it('may be a list of which some were refused', () => {
		const errors = [{ code: 'x', message: 'No.' }];
		expect(
			runsIn([
				{ _jobId: ID('a'), _exportId: ID('b') },
				{ _exportId: ID('c'), errors },
			]),
		).toMatchObject([
			{ jobId: ID('a'), refused: false },
			{ jobId: undefined, refused: true, complaints: [{ code: 'x', message: 'No.' }] },
		]);
	});

	it('may name no job', () => {
		expect(runsIn({ status: 'queued' })).toMatchObject([{ jobId: undefined, refused: false }]);
	});

	test.each([[[]], ['queued'], [[5]]])('cannot be %j', (body) => {
		expect(runsIn(body)).toBeUndefined();
	});
});
