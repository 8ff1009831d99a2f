import { settingsOf } from '../../nodes/FlowMate/kit/settings';

describe("What stands under 'Request Options'", () => {
	it('is nothing unless the user set it', () => {
		expect(settingsOf({})).toEqual({
			timeout: undefined,
			proxy: undefined,
			skipSslCertificateValidation: false,
		});
	});

	it('is the time-out and whether certificates are looked at', () => {
		expect(settingsOf({ timeout: 5_000, allowUnauthorizedCerts: true })).toMatchObject({
			timeout: 5_000,
			skipSslCertificateValidation: true,
		});
		expect(settingsOf({ timeout: '5000' }).timeout).toBeUndefined();
	});

	test.each([
		['http://proxy.example:3128', { host: 'proxy.example', port: 3128, protocol: 'http' }],
		['http://proxy.example', { host: 'proxy.example', port: 80, protocol: 'http' }],
		['https://proxy.example', { host: 'proxy.example', port: 443, protocol: 'https' }],
		[
			'http://ada:p%40ss@proxy.example:3128',
			{
				host: 'proxy.example',
				port: 3128,
				protocol: 'http',
				auth: { username: 'ada', password: 'p@ss' },
			},
		],
		['no address', undefined],
		[5, undefined],
	])('is the proxy %j', (proxy, expected) => {
		expect(settingsOf({ proxy }).proxy).toEqual(expected);
	});
});
