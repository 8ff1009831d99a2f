import { sign } from '../../../../packages/n8n-nodes-celigo/nodes/Celigo/request/sign';

const credential = (fields = {}) => ({ region: 'na', baseUrl: '', token: 'secret', ...fields });
const request = (url: string, more = {}) => ({ url, ...more });

describe('A request', () => {
	test.each([
		['na', 'https://api.integrator.io/v1/flows'],
		['eu', 'https://api.eu.integrator.io/v1/flows'],
		['au', 'https://api.au.integrator.io/v1/flows'],
		['ca', 'https://api.ca.integrator.io/v1/flows'],
	])('of the region %s goes to %s', (region, url) => {
		expect(sign(credential({ region }), request('/flows'))).toMatchObject({
			url,
			headers: { authorization: 'Bearer secret' },
		});
	});

	test.each([
		['https://celigo.example', 'https://celigo.example/v1/flows'],
		[' https://celigo.example/ ', 'https://celigo.example/v1/flows'],
		['https://celigo.example/v1', 'https://celigo.example/v1/flows'],
		['https://celigo.example/v1/', 'https://celigo.example/v1/flows'],
		['https://proxy.example/celigo', 'https://proxy.example/celigo/v1/flows'],
	])('with the base URL %s goes to %s', (baseUrl, url) => {
		expect(sign(credential({ region: 'custom', baseUrl }), request('/flows')).url).toBe(url);
	});

	test.each(['secret', 'Bearer secret', ' bearer  secret ', 'Bearer Bearer secret', 'secret\r\n'])(
		'with the token %j carries it once',
		(token) => {
			expect(sign(credential({ token }), request('/flows')).headers).toEqual({
				authorization: 'Bearer secret',
			});
		},
	);

	it('keeps its other headers', () => {
		const { headers } = sign(credential(), request('/flows', { headers: { accept: 'application/json' } }));
		expect(headers).toEqual({ accept: 'application/json', authorization: 'Bearer secret' });
	});

	it('may be absolute, as the HTTP Request node makes it, if it goes to the same host', () => {
		const { url } = sign(credential(), request('https://api.integrator.io/v1/exports'));
		expect(url).toBe('https://api.integrator.io/v1/exports');
	});

	test.each([
		['another host', 'https://evil.example/v1/flows'],
		['another region', 'https://api.eu.integrator.io/v1/flows'],
		['another scheme', 'http://api.integrator.io/v1/flows'],
		['another port', 'https://api.integrator.io:8443/v1/flows'],
		['a host without a scheme', '//evil.example/v1/flows'],
		['a host that begins the same', 'https://api.integrator.io.evil.example/v1/flows'],
		['the own host as a user name', 'https://api.integrator.io@evil.example/v1/flows'],
		['no URL at all', 'flows'],
	])('to %s is not signed', (_, url) => {
		expect(() => sign(credential(), request(url))).toThrow('to its own host only');
	});

	test.each([
		['an unknown region', { region: 'mars' }, "'Region' in the Celigo credential is unknown"],
		['no base URL', { region: 'custom' }, "'Base URL' in the Celigo credential is not a web address"],
		['a base URL that is none', { region: 'custom', baseUrl: 'ftp://x' }, 'is not a web address'],
		[
			'a base URL with a query',
			{ region: 'custom', baseUrl: 'https://x.example?a=b' },
			'is not a web address',
		],
		[
			'a base URL with a user',
			{ region: 'custom', baseUrl: 'https://a:b@x.example' },
			'is not a web address',
		],
		[
			'a base URL with a password',
			{ region: 'custom', baseUrl: 'http://:b@x.example' },
			'is not a web address',
		],
		['a base URL with one slash', { region: 'custom', baseUrl: 'http:/x.example' }, 'is not a web address'],
		['a base URL without a slash', { region: 'custom', baseUrl: 'http:x.example' }, 'is not a web address'],
		['no token', { token: '' }, "'API Token' in the Celigo credential is empty"],
		['a token that is only the word', { token: 'Bearer ' }, "'API Token' in the Celigo credential is empty"],
	])('is not sent with %s', (_, fields, message) => {
		expect(() => sign(credential(fields), request('/flows'))).toThrow(message);
	});
});
