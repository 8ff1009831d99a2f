import { verdictOn } from '../../../packages/n8n-nodes-celigo/nodes/Celigo/kit/retry';
import { isObjectId } from '../../../packages/n8n-nodes-celigo/nodes/Celigo/service';

const verdict = (statusCode: number) => verdictOn({ statusCode, headers: {}, body: '' }, Date.now());

describe('An answer of Celigo', () => {
	test.each([200, 201, 204, 301, 400, 401, 403, 404, 422])('of status %i stands', (status) => {
		expect(verdict(status)).toEqual({ kind: 'final' });
	});

	test.each([408, 500, 502, 503, 504, 520])('of status %i may be passing', (status) => {
		expect(verdict(status)).toEqual({ kind: 'unavailable' });
	});
});

test.each([
	['5f3c1e2a9b8d7c6e5f4a3b2c', true],
	['5F3C1E2A9B8D7C6E5F4A3B2C', true],
	['5f3c1e2a9b8d7c6e5f4a3b2', false],
	['5f3c1e2a9b8d7c6e5f4a3b2c0', false],
	['5f3c1e2a9b8d7c6e5f4a3b2c\n', false],
	['zf3c1e2a9b8d7c6e5f4a3b2c', false],
	[5, false],
	[undefined, false],
])('%j is an ID of Celigo: %s', (value, expected) => {
	expect(isObjectId(value)).toBe(expected);
});
