import {
	baseUrl,
	loginOf,
	staticToken,
	userPath,
	webhookSecret,
} from '../../../nodes/FlowMate/session/credential';

describe('The base URL', () => {
	test.each([
		['https://api.flowmate.example', 'https://api.flowmate.example'],
		['https://api.flowmate.example/', 'https://api.flowmate.example'],
		[' http://localhost:3000/gateway// ', 'http://localhost:3000/gateway'],
	])('%j is %j', (given, url) => {
		expect(baseUrl({ baseUrl: given })).toBe(url);
	});

	test.each([
		'',
		'api.flowmate.example',
		'/flows',
		'ftp://api.flowmate.example',
		'javascript:alert(1)',
		'https://user:pw@api.flowmate.example',
		'http://:pw@api.flowmate.example',
		'http:/api.flowmate.example',
		'http:api.flowmate.example',
		'https://api.flowmate.example?tenant=1',
		'https://api.flowmate.example#top',
		undefined as unknown as string,
	])('is not %j', (given) => {
		expect(() => baseUrl({ baseUrl: given })).toThrow(
			"'Base URL' in the FlowMate credential is not a web address",
		);
	});
});

describe('The user path', () => {
	test.each([
		['/users', '/users'],
		['api/users/', '/api/users'],
		['/api/v1/users', '/api/v1/users'],
		['', '/users'],
		['/../users', '/users'],
		['/users?x=1', '/users%3Fx%3D1'],
	])('%j is %j', (given, path) => {
		expect(userPath({ userPath: given })).toBe(path);
	});
});

describe('The admin token', () => {
	test.each([
		['abc', 'abc'],
		[' Bearer abc\n', 'abc'],
		['bearer  abc', 'abc'],
		['Bearerabc', 'Bearerabc'],
	])('%j is %j', (given, token) => {
		expect(staticToken({ token: given })).toBe(token);
	});
});

describe('The login', () => {
	test.each([
		[
			{ username: ' ada\n', password: 'pw\n' },
			{ username: 'ada', password: 'pw' },
		],
		[
			{ username: 'ada', password: '\r\npw\r\n' },
			{ username: 'ada', password: 'pw' },
		],
		// Blanks may be part of a password.
		[
			{ username: 'ada', password: ' p w ' },
			{ username: 'ada', password: ' p w ' },
		],
		[{}, { username: '', password: '' }],
	])('%j is %j', (given, login) => {
		expect(loginOf(given)).toEqual(login);
	});
});

test('The webhook secret is without line ends', () => {
	expect(webhookSecret({ webhookSecret: 'secret \r\n' })).toBe('secret ');
});
