import type { IHttpRequestOptions } from 'n8n-workflow';
import { clone } from '../../../../packages/n8n-nodes-celigo/nodes/Celigo/resources/flow/clone';
import { itemWith } from '../item';

/** What the door hands to n8n's request helper. */
async function handedOver(timeout: number | undefined, settings: Partial<IHttpRequestOptions> = {}) {
	const handed: IHttpRequestOptions[] = [];
	const item = itemWith(
		{},
		{
			settings,
			async request(options) {
				handed.push(options);
				return { statusCode: 200, headers: {}, body: {} };
			},
		},
	);
	const subject = { what: "flow '5f'", repeatable: true };
	await item.send({ method: 'PUT', path: '/flows/5f', body: {}, timeout, subject });
	return handed[0];
}

describe('The time to wait for an answer', () => {
	test.each([
		['is a minute', undefined, undefined, 60_000],
		['is six minutes for a clone', clone.timeout, undefined, 360_000],
		['is what the operation needs, where the engine says 300 s of its own accord', 360_000, 300_000, 360_000],
		['is what the user says', undefined, 5_000, 5_000],
		['is what the user says, for a clone, too', clone.timeout, 5_000, 5_000],
	])('%s', async (_, needed, timeout, expected) => {
		expect((await handedOver(needed, { timeout })).timeout).toBe(expected);
	});
});

test('A request has a relative URL, no token, and a body even if it is empty', async () => {
	expect(await handedOver(undefined)).toEqual({
		method: 'PUT',
		url: '/flows/5f',
		qs: undefined,
		arrayFormat: 'repeat',
		headers: { accept: 'application/json', 'content-type': 'application/json' },
		body: '{}',
		timeout: 60_000,
		encoding: 'text',
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
		disableFollowRedirect: true,
	});
});
