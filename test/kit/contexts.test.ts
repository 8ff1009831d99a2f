import type { IHttpRequestOptions, IPollFunctions } from 'n8n-workflow';
import { pollScope } from '../../nodes/FlowMate/kit/contexts';
import { text } from '../../nodes/FlowMate/kit/parameters';
import { NODE, serviceWith } from './scope';

const title = text({ displayName: 'Title', name: 'title', type: 'string', default: '' });

describe('A poll', () => {
	it('reads parameters, and makes requests that n8n signs', async () => {
		const sent: Array<[string, IHttpRequestOptions]> = [];
		const context = {
			getNode: () => NODE,
			getTimezone: () => 'Europe/Berlin',
			getCredentials: async () => await Promise.resolve({ baseUrl: 'https://api.shelf.example' }),
			getNodeParameter: (name: string) => (name === 'title' ? 'Solaris' : undefined),
			helpers: {
				httpRequestWithAuthentication: async (credential: string, options: IHttpRequestOptions) => {
					sent.push([credential, options]);
					return await Promise.resolve({ statusCode: 200, headers: {}, body: { result: { id: 'b000007' } } });
				},
			},
		};
		const scope = pollScope(serviceWith(), context as unknown as IPollFunctions);

		expect([scope.read(title), scope.timezone, scope.mostInFlight]).toEqual(['Solaris', 'Europe/Berlin', 50]);
		expect(await scope.credential()).toEqual({ baseUrl: 'https://api.shelf.example' });
		const subject = { what: "book 'b000007'", repeatable: true };
		expect(await scope.fetchOne({ method: 'GET', path: '/books/b000007', subject })).toEqual({
			id: 'b000007',
		});
		expect(sent).toMatchObject([['shelfApi', { method: 'GET', url: '/books/b000007' }]]);
	});
});
