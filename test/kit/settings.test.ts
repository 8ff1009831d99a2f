import { batchesOf, settingsOf } from '../../nodes/FlowMate/kit/settings';
import { itemWith } from './scope';

const read = (options: Parameters<typeof settingsOf>[0]) =>
	settingsOf(options, (message, description) => itemWith().badInput(message, description));

describe("What stands under 'Request Options'", () => {
	it('is nothing unless the user set it', () => {
		expect(read({})).toEqual({ timeout: undefined, proxy: undefined, skipSslCertificateValidation: false });
		expect(read({ timeout: 0, proxy: '' })).toEqual(read({}));
	});

	it('is the time-out and whether certificates are looked at', () => {
		expect(read({ timeout: 5_000, allowUnauthorizedCerts: true })).toMatchObject({
			timeout: 5_000,
			skipSslCertificateValidation: true,
		});
		expect(read({ timeout: '5000' }).timeout).toBe(5_000);
	});

	test.each([
		['true', true],
		['FALSE', false],
		['', false],
		[null, false],
	])(
		'reads %p, as an expression may give it, as certificates that are looked at or not',
		(value, expected) => {
			expect(read({ allowUnauthorizedCerts: value }).skipSslCertificateValidation).toBe(expected);
		},
	);

	test.each(['={{ $json.trusting }}', 'no', 1, {}])(
		'does not guess what %p says of certificates',
		(value) => {
			expect(() => read({ allowUnauthorizedCerts: value })).toThrow(
				"'Ignore SSL Issues (Insecure)' must be true or false",
			);
		},
	);

	test.each(['5.000', 'soon', -1, NaN, true, [5]])('is no time-out where it is %p', (timeout) => {
		expect(() => read({ timeout: timeout as never })).toThrow("'Timeout' must be a number above 0");
	});

	test.each([
		['http://proxy.example:3128', { host: 'proxy.example', port: 3128, protocol: 'http' }],
		['https://proxy.example:443/', { host: 'proxy.example', port: 443, protocol: 'https' }],
		['http://[::1]:8080', { host: '::1', port: 8080, protocol: 'http' }],
		[
			'http://ada:p%40ss:x@proxy.example:3128',
			{ host: 'proxy.example', port: 3128, protocol: 'http', auth: { username: 'ada', password: 'p@ss:x' } },
		],
	])('is the proxy %j', (proxy, expected) => {
		expect(read({ proxy }).proxy).toEqual(expected);
	});

	test.each(['127.0.0.1:9', 'localhost:9', 'not a url', 'http://proxy.example', 'http://:80', 5, {}])(
		'is no proxy where it is %j, which the engine refuses, too',
		(proxy) => {
			expect(() => read({ proxy: proxy as never })).toThrow('The proxy is not valid');
		},
	);
});

describe("What stands under 'Batching'", () => {
	const batches = (batching?: unknown) =>
		batchesOf({ batching } as never, (message, description) => itemWith().badInput(message, description));

	test.each<[unknown, number, number]>([
		[undefined, Infinity, 0],
		[{}, Infinity, 0],
		[{ batch: { batchSize: 50, batchInterval: 1_000 } }, 50, 1_000],
		[{ batch: {} }, 50, 1_000],
		[{ batch: { batchSize: '5', batchInterval: ' 20 ' } }, 5, 20],
		[{ batch: { batchSize: 0, batchInterval: 20 } }, 1, 20],
		[{ batch: { batchSize: -1, batchInterval: 20 } }, Infinity, 20],
		[{ batch: { batchSize: 5, batchInterval: 0 } }, Infinity, 0],
	])('%p is %p items every %p ms', (batching, size, interval) => {
		expect(batches(batching)).toEqual({ size, interval });
	});

	test.each([
		{ batchSize: 2.5, batchInterval: 20 },
		{ batchSize: -2, batchInterval: 20 },
		{ batchSize: 'five', batchInterval: 20 },
		{ batchSize: 5, batchInterval: -1 },
		{ batchSize: 5, batchInterval: null },
	])('does not guess what %p means', (batch) => {
		expect(() => batches({ batch })).toThrow("'Batching' needs whole numbers");
	});
});
