import { verdictOn } from '../../../packages/n8n-nodes-celigo/nodes/Celigo/kit/retry';
import { isObjectId, list } from '../../../packages/n8n-nodes-celigo/nodes/Celigo/service';
import { itemWith } from './item';

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

describe('A list whose pages lead from one to the next', () => {
	/** Pages of records with these IDs, each of which names the next one. */
	async function read(...pages: string[][]): Promise<unknown[]> {
		let nth = 0;
		const request = async () => {
			const body = JSON.stringify(pages[nth].map((_id) => ({ _id })));
			const link = ++nth < pages.length ? `</v1/flows?after=${nth}>; rel="next"` : undefined;
			return await Promise.resolve({ statusCode: 200, headers: { link }, body });
		};
		const asked = {
			method: 'GET' as const,
			path: '/flows',
			subject: { what: 'the flows', repeatable: true },
		};
		const records = await list(itemWith({}, { request }), asked, { wanted: Infinity });
		return records.map(({ _id }) => _id);
	}

	test('has a record once that two pages share', async () => {
		expect(await read(['a', 'b'], ['b', 'c'], [], ['d'])).toEqual(['a', 'b', 'c', 'd']);
	});

	test('is an error where ever new pages have the same records', async () => {
		await expect(read(['a', 'b'], ['a', 'b'], ['a', 'b'], [])).rejects.toThrow(
			'the same page of the flows again',
		);
	});
});
