import type { IDataObject } from 'n8n-workflow';
import type { Service } from '../../nodes/FlowMate/kit/service';
import { itemWith, serviceWith } from './scope';

/** What is told of the session that requests with these answers carry, and what is made of them. */
async function sent(statuses: number[], renews: Partial<Service>) {
	const told: string[] = [];
	const service = serviceWith({
		...renews,
		accepted: () => void told.push('accepted'),
		...('rejected' in renews && { rejected: () => void told.push('rejected') }),
	});
	const credentials = new Set<IDataObject>();
	const answers = [...statuses];
	const item = itemWith({}, {
		service,
		request: async (_: unknown, credential: IDataObject) => {
			credentials.add(credential);
			return await Promise.resolve({ statusCode: answers.shift(), headers: {}, body: '{}' });
		},
	} as never);
	const request = { method: 'GET' as const, path: '/books', subject: { what: 'books', repeatable: true } };
	const { statusCode } = await item.send({ ...request, accept: [401] });
	return { statusCode, told, credentials: credentials.size, left: answers.length };
}

const RENEWS = { rejected: () => undefined };

describe('A 401 that n8n hands on', () => {
	it('has the session given up and the request sent once more, with a credential of its own', async () => {
		expect(await sent([401, 200], RENEWS)).toEqual({
			statusCode: 200,
			told: ['rejected', 'accepted'],
			credentials: 2,
			left: 0,
		});
	});

	it('is the answer when it comes again', async () => {
		expect(await sent([401, 401, 200], RENEWS)).toMatchObject({
			statusCode: 401,
			told: ['rejected'],
			left: 1,
		});
	});

	it('is the answer where there is no session to renew', async () => {
		expect(await sent([401, 200], {})).toMatchObject({ statusCode: 401, told: [], left: 1 });
	});
});

test('A session that n8n renewed for a request goes along with those after it, and with the same credential of other items', async () => {
	const service = serviceWith({ sessionField: 'session' });
	const stored = { session: '' };
	const seen: unknown[] = [];
	const items = [0, 1].map(() =>
		itemWith({}, {
			service,
			credential: async () => await Promise.resolve(stored),
			request: async (_: unknown, credential: IDataObject) => {
				seen.push(credential.session);
				credential.session ||= 'renewed';
				return await Promise.resolve({ statusCode: 200, headers: {}, body: '{}' });
			},
		} as never),
	);
	for (const item of [items[0], items[0], items[1]])
		await item.send({ method: 'GET', path: '/books', subject: { what: 'books', repeatable: true } });
	expect(seen).toEqual(['', 'renewed', 'renewed']);
});
