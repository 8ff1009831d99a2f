import {
	connectionCode,
	isBrokenOff,
	isTimeOut,
	isWebPage,
	neverLeft,
	readAnswer,
	rejectedAnswer,
	retryAfterIn,
	retryAfterMs,
	saysNothing,
} from '../../nodes/FlowMate/kit/answer';

const NOW = Date.parse('2026-11-22T10:00:00Z');

describe('A web page', () => {
	test.each(['<!doctype html><p>', '<html>', '\n <HTML lang="en">', '<head></head>', '<body class="x">'])(
		'begins like %j',
		(body) => expect(isWebPage(body)).toBe(true),
	);

	test.each(['Not Found', '{"html":1}', '<xml/>', '<htmlish>', '', undefined, {}, { html: '<html>' }])(
		'is not %j',
		(body) => expect(isWebPage(body)).toBe(false),
	);
});

describe('The text of an answer', () => {
	const read = (body: unknown, type?: unknown) =>
		readAnswer({ statusCode: 200, headers: { 'content-type': type }, body });

	test.each([
		['{"id":"b000001"}', 'application/json', { id: 'b000001' }],
		['[1]', undefined, [1]],
		['"OK"', 'application/json', 'OK'],
		['null', 'application/json', null],
		['7', 'text/plain', 7],
		['OK', 'text/plain', 'OK'],
		['', 'application/json', ''],
	])('%j of type %j is read as %j', (text, type, body) => {
		const answer = read(text, type);
		expect([answer.body, answer.cutShort]).toEqual([body, undefined]);
	});

	it('is cut short where it says that it is JSON and is none', () => {
		expect(read('{"result":{"id":"b0', 'application/json; charset=utf-8')).toMatchObject({ cutShort: true });
	});

	test.each([
		['text', 'OK', 'text/plain'],
		['of no type', 'OK', undefined],
		['a web page that says it is JSON', '<html>', 'application/json'],
	])('is not cut short where it is %s', (_, text, type) => {
		expect(read(text, type).cutShort).toBeUndefined();
	});
});

test.each([
	[408, true],
	[425, true],
	[499, true],
	[500, true],
	[502, true],
	[520, true],
	[524, true],
	[501, false],
	[200, false],
	[400, false],
	[404, false],
	[429, false],
])('HTTP %d says nothing of what became of the request: %s', (status, expected) => {
	expect(saysNothing(status)).toBe(expected);
});

describe('The code of a broken connection', () => {
	it("is found in the error itself and in the one that n8n's error wraps", () => {
		expect(connectionCode({ code: 'ECONNRESET' })).toBe('ECONNRESET');
		expect(connectionCode({ message: 'wrapped', cause: { cause: { code: 'ETIMEDOUT' } } })).toBe('ETIMEDOUT');
	});

	it('is found where an answer of success was cut off', () => {
		expect(connectionCode({ code: 'ERR_BAD_RESPONSE', response: { status: 200 } })).toBe('ERR_BAD_RESPONSE');
	});

	it('is missing when there was an answer', () => {
		const cause = { code: 'ERR_BAD_REQUEST', response: { status: 401 } };
		expect(connectionCode(cause)).toBeUndefined();
		expect(connectionCode({ message: 'wrapped', cause })).toBeUndefined();
	});

	test.each([new Error('no code'), 'text', undefined])('is missing in %p', (error) => {
		expect(connectionCode(error)).toBeUndefined();
	});

	it('is not searched for in circles', () => {
		const circle: { cause?: unknown } = {};
		circle.cause = circle;
		expect(connectionCode(circle)).toBeUndefined();
	});

	test.each([
		['ETIMEDOUT', true, true, false],
		['ECONNABORTED', true, true, false],
		['ESOCKETTIMEDOUT', true, true, false],
		['ECONNRESET', true, false, false],
		['EPIPE', true, false, false],
		['UND_ERR_SOCKET', true, false, false],
		['ENOTFOUND', false, false, true],
		['EAI_AGAIN', false, false, true],
		['ECONNREFUSED', false, false, true],
		['CERT_HAS_EXPIRED', false, false, true],
	])('%s: broken off %s, a time-out %s, never left %s', (code, brokenOff, timeOut, left) => {
		expect([isBrokenOff(code), isTimeOut(code), neverLeft(code)]).toEqual([brokenOff, timeOut, left]);
	});
});

describe('An answer of status 401 that n8n threw', () => {
	it('is found in the error', () => {
		const error = { cause: { response: { status: 401, data: { error: 'Who are you?' } } } };
		expect(rejectedAnswer(error)).toEqual({
			statusCode: 401,
			headers: {},
			body: { error: 'Who are you?' },
		});
	});

	it('is no other status', () => {
		expect(rejectedAnswer({ response: { status: 403 } })).toBeUndefined();
		expect(rejectedAnswer(new Error('something else'))).toBeUndefined();
	});
});

describe('Retry-After', () => {
	test.each([
		['0', 0],
		['7', 7_000],
		[' 120 ', 120_000],
		['Sun, 22 Nov 2026 10:00:05 GMT', 5_000],
		['Sunday, 22-Nov-26 10:00:05 GMT', 5_000],
	])('%j is %d ms from now', (header, ms) => {
		expect(retryAfterMs(header, NOW)).toBe(ms);
	});

	it('is no wait at all when its date has passed', () => {
		expect(retryAfterMs('Sun, 22 Nov 2026 09:59:00 GMT', NOW)).toBe(0);
	});

	test.each([undefined, '', '  ', 'soon', 'in 5 minutes', 'soon 5', '1.5', '-5', '5s', 'Sunday'])(
		'%j is neither a number of seconds nor a date and says nothing',
		(header) => {
			expect(retryAfterMs(header, NOW)).toBeUndefined();
		},
	);

	it('is a header of an answer', () => {
		const answer = { statusCode: 429, headers: { 'retry-after': '7' }, body: '' };
		expect(retryAfterIn(answer, NOW)).toBe(7_000);
		expect(retryAfterIn({ ...answer, headers: {} }, NOW)).toBeUndefined();
		expect(retryAfterIn({ ...answer, headers: { 'retry-after': ['7', '8'] } }, NOW)).toBeUndefined();
	});
});
