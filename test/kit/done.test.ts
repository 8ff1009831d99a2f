import type { Done } from '../../nodes/FlowMate/kit/done';
import { anyJson, either, empty, list, record } from '../../nodes/FlowMate/kit/done';

const isDone = (done: Done, body: unknown, statusCode = 200, content = body) =>
	done({ statusCode, headers: {}, body }, content);

const WEB_PAGE = '<!doctype html><p>We are back soon</p>';
const NO_SUCCESS = [WEB_PAGE, { errors: [{ message: 'No' }] }, { error: 'No' }, {}, null, 'OK', '{"id":"b0'];

describe('A record', () => {
	it('has its ID, by whichever name', () => {
		expect(isDone(record('id'), { id: 'b000001' })).toBe(true);
		expect(isDone(record('_id', 'id'), { id: 'b000001' }, 201)).toBe(true);
		expect(isDone(record('id'), { result: {} }, 200, { id: 'b000001' } as never)).toBe(true);
	});

	test.each([...NO_SUCCESS, '', { id: '' }, { id: null }, [{ id: 'b000001' }]])('is not %j', (body) => {
		expect(isDone(record('id'), body)).toBe(false);
	});

	it('is none with a status of failure', () => {
		expect(isDone(record('id'), { id: 'b000001' }, 500)).toBe(false);
	});
});

describe('A list', () => {
	it('is bare, or under a key', () => {
		expect(isDone(list(), [])).toBe(true);
		expect(isDone(list('loans'), { loans: [] })).toBe(true);
	});

	test.each([...NO_SUCCESS, '', { loans: {} }, { loans: [], errors: ['No'] }])('is not %j', (body) => {
		expect(isDone(list('loans'), body)).toBe(false);
	});
});

describe('Nothing', () => {
	it('is a status of success without a body', () => {
		expect(isDone(empty, '', 204)).toBe(true);
		expect(isDone(empty, '', 500)).toBe(false);
	});

	test.each(NO_SUCCESS.filter((body) => body !== null))('is not %j', (body) => {
		expect(isDone(empty, body)).toBe(false);
	});
});

describe('JSON without a complaint', () => {
	test.each([{}, [], { id: 1 }, { error: null, id: 1 }, { errors: [], error: '', id: 1 }])('is %j', (body) =>
		expect(isDone(anyJson, body)).toBe(true),
	);

	test.each([
		WEB_PAGE,
		{ errors: [] },
		{ error: null },
		{ error: 'No' },
		{ id: 1, errors: ['No'] },
		null,
		'OK',
		'',
	])('is not %j', (body) => {
		expect(isDone(anyJson, body)).toBe(false);
	});
});

test('One of several forms is enough', () => {
	expect(isDone(either(empty, record('id')), '', 204)).toBe(true);
	expect(isDone(either(empty, record('id')), { id: 1 })).toBe(true);
	expect(isDone(either(empty, record('id')), WEB_PAGE)).toBe(false);
});
