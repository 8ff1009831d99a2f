import {
	connectionCode,
	isWebPage,
	outcomeOf,
} from '../../../../packages/n8n-nodes-celigo/nodes/Celigo/request/answer';

const answer = (statusCode: number, headers = {}) => ({ statusCode, headers, body: '' });

describe('An answer', () => {
	test.each([200, 201, 204, 301, 400, 401, 403, 404, 422])('of status %i stands', (status) => {
		expect(outcomeOf(answer(status))).toEqual({ kind: 'final' });
	});

	test.each([500, 501, 502, 503, 504])('of status %i may be passing', (status) => {
		expect(outcomeOf(answer(status))).toEqual({ kind: 'unavailable' });
	});

	it('of status 429 says when to come back', () => {
		expect(outcomeOf(answer(429, { 'retry-after': '7' }))).toEqual({ kind: 'rateLimited', retryAfter: '7' });
		expect(outcomeOf(answer(429))).toEqual({ kind: 'rateLimited', retryAfter: undefined });
	});

	test.each(['ETIMEDOUT', 'ECONNABORTED', 'ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET'])(
		'that did not come because of %s may be passing',
		(code) => expect(outcomeOf({ code })).toEqual({ kind: 'unavailable' }),
	);

	test.each(['ENOTFOUND', 'ECONNREFUSED', 'CERT_HAS_EXPIRED'])(
		'that did not come because of %s will not come',
		(code) => expect(outcomeOf({ code })).toEqual({ kind: 'final' }),
	);
});

describe('The code of a connection', () => {
	it('is found below the errors that n8n puts around it', () => {
		expect(connectionCode({ cause: { cause: { code: 'ECONNRESET' } } })).toBe('ECONNRESET');
	});

	it('is not that of an error with an answer', () => {
		expect(connectionCode({ code: 'ERR_BAD_REQUEST', response: { status: 401 } })).toBeUndefined();
		expect(connectionCode(new Error('something else'))).toBeUndefined();
	});
});

test.each([
	['<!DOCTYPE html><html>', true],
	['\n <HTML lang="en">', true],
	['{"a":1}', false],
	['plain text', false],
	[{}, false],
])('%j is a web page: %s', (body, expected) => {
	expect(isWebPage(body)).toBe(expected);
});
