import { baseUrl, staticToken, userPath } from '../../../nodes/FlowMate/session/credential';

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
