import {
	connectionCode,
	isWebPage,
	outcomeOf,
	serverText,
	type Answer,
} from '../../../nodes/FlowMate/request/answer';

describe("The server's own words", () => {
	test.each([
		['a list of errors', { errors: [{ message: 'No flow found', code: 404 }] }, 'No flow found'],
		[
			'several errors',
			{ errors: [{ message: 'Flows require a graph.' }, { message: 'Invalid cron expression.' }] },
			'Flows require a graph. Invalid cron expression.',
		],
		['errors as text', { errors: 'Invalid id' }, 'Invalid id'],
		['errors as a list of texts', { errors: ['Invalid id'] }, 'Invalid id'],
		['a message', { message: 'VALIDATION_ERROR' }, 'VALIDATION_ERROR'],
		['an error', { error: 'Unauthorized' }, 'Unauthorized'],
		['plain text', 'Not Found', 'Not Found'],
		[
			'a list that breaks off',
			[{ data: { id: 'a' } }, { errors: [{ message: 'No flow with this ID found' }] }, {}],
			'No flow with this ID found',
		],
		['an empty list of errors beside a message', { errors: [], message: 'FORBIDDEN' }, 'FORBIDDEN'],
		['more white space than words', { message: ' Not \n\t allowed ' }, 'Not allowed'],
	])('are found in %s', (_, body, text) => {
		expect(serverText(body)).toBe(text);
	});

	test.each([
		['an error that was serialised to an empty object', { errors: [{ message: {} }] }],
		['an empty message', { message: '' }],
		['an empty body', ''],
		['no body', undefined],
		['a web page', '<!DOCTYPE html>\n<html><body><pre>Cannot GET /flowz</pre></body></html>'],
		['an object without any of the keys', { data: {} }],
		['a list without errors', [{ data: {} }]],
		['a number', 5],
		['null', null],
	])('are missing in %s', (_, body) => {
		expect(serverText(body)).toBeUndefined();
	});

	it('are cut after 300 characters', () => {
		expect(serverText({ message: 'x'.repeat(1_000) })).toHaveLength(300);
	});
});

describe('A web page', () => {
	test.each(['<!doctype html><p>', '<html>', '\n <HTML lang="en">', '<head></head>', '<body class="x">'])(
		'begins like %j',
		(body) => expect(isWebPage(body)).toBe(true),
	);

	test.each(['Not Found', '{"html":1}', '<xml/>', '<htmlish>', '', undefined, { html: '<html>' }])(
		'is not %j',
		(body) => expect(isWebPage(body)).toBe(false),
	);
});

const answer = (statusCode: number, headers: Answer['headers'] = {}): Answer => ({
	statusCode,
	headers,
	body: '',
});

describe('What an attempt came to', () => {
	test.each([200, 201, 302, 400, 401, 403, 404, 409, 413, 500, 501])('is final with HTTP %d', (status) => {
		expect(outcomeOf(answer(status))).toEqual({ kind: 'final' });
	});

	test.each([502, 503, 504])('is unavailable with HTTP %d', (status) => {
		expect(outcomeOf(answer(status))).toEqual({ kind: 'unavailable' });
	});

	test.each(['ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ECONNABORTED', 'ESOCKETTIMEDOUT', 'UND_ERR_SOCKET'])(
		'is unavailable when the connection ended with %s',
		(code) => expect(outcomeOf({ code })).toEqual({ kind: 'unavailable' }),
	);

	test.each(['ENOTFOUND', 'ECONNREFUSED', 'CERT_HAS_EXPIRED'])('is final with %s', (code) => {
		expect(outcomeOf({ code })).toEqual({ kind: 'final' });
	});

	it('carries the Retry-After of HTTP 429', () => {
		expect(outcomeOf(answer(429, { 'retry-after': '7' }))).toEqual({ kind: 'rateLimited', retryAfter: '7' });
		expect(outcomeOf(answer(429))).toEqual({ kind: 'rateLimited', retryAfter: undefined });
	});
});

describe('The code of a broken connection', () => {
	it("is found in the error itself and in the one that n8n's error wraps", () => {
		expect(connectionCode({ code: 'ECONNRESET' })).toBe('ECONNRESET');
		expect(connectionCode({ message: 'wrapped', cause: { cause: { code: 'ETIMEDOUT' } } })).toBe('ETIMEDOUT');
	});

	it('is missing when there was an answer', () => {
		const cause = { code: 'ERR_BAD_REQUEST', response: { status: 401 } };
		expect(connectionCode(cause)).toBeUndefined();
		expect(connectionCode({ message: 'wrapped', cause })).toBeUndefined();
	});

	it('is missing in an error about something else', () => {
		expect(connectionCode(new Error('no code'))).toBeUndefined();
		expect(connectionCode('text')).toBeUndefined();
		expect(connectionCode(undefined)).toBeUndefined();
	});

	it('is not searched for in circles', () => {
		const circle: { cause?: unknown } = {};
		circle.cause = circle;
		expect(connectionCode(circle)).toBeUndefined();
	});
});
