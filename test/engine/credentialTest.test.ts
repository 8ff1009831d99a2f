/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs in Node, not inside n8n */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { IDataObject } from 'n8n-workflow';
import { Bench } from './support';

/** What the button "Test" of the credential says. It shows one line, so that line has to say it all. */
const bench = new Bench();
const OK = { status: 'OK', message: 'Connection successful!' };

const tested = async (data: IDataObject = {}) =>
	await bench.engine.testCredential(bench.credentialWith(data));
const failed = (message: string) => ({ status: 'Error', message });
const host = () => new URL(bench.sandbox.url).host;

describe('The test of a credential succeeds', () => {
	it('with user name and password', async () => {
		expect(await tested()).toEqual(OK);
		expect(bench.sandbox.requests.map(({ path }) => path)).toEqual(['/login', '/users/me']);
	});

	it('with an admin token', async () => {
		expect(await tested({ authentication: 'token', token: bench.sandbox.adminToken })).toEqual(OK);
	});

	it('for an account that has no rights at all', async () => {
		expect(await bench.engine.testCredential(bench.credentialOf())).toEqual(OK);
	});

	it('after the stored session has expired', async () => {
		await bench.engine.testCredential(bench.credential);
		bench.sandbox.expireTokens();
		expect(await bench.engine.testCredential(bench.credential)).toEqual(OK);
	});
});

describe('The test of a credential says', () => {
	test.each<[string, IDataObject, string]>([
		[
			'that the user name is unknown',
			{ username: 'nobody@acme.example' },
			'FlowMate does not know this user name',
		],
		['that the password is wrong', { password: 'wrong' }, 'FlowMate did not accept the password'],
		[
			'that user name and password are missing',
			{ username: '', password: '' },
			"'User Name' and 'Password' are required in the FlowMate credential",
		],
		[
			'that the password is missing',
			{ password: '' },
			"'User Name' and 'Password' are required in the FlowMate credential",
		],
		[
			'that the admin token is missing',
			{ authentication: 'token', token: '' },
			"'Admin Token' is required in the FlowMate credential",
		],
		[
			'that the admin token does not count',
			{ authentication: 'token', token: 'expired' },
			'FlowMate did not accept the admin token: it is unknown or has expired',
		],
		[
			'that the base URL is none',
			{ baseUrl: 'platform' },
			"'Base URL' in the FlowMate credential is not a web address",
		],
		[
			'that the base URL is missing',
			{ baseUrl: '' },
			"'Base URL' in the FlowMate credential is not a web address",
		],
		[
			'that the host is unknown',
			{ baseUrl: 'http://flowmate.invalid' },
			'The host flowmate.invalid was not found',
		],
		['that nobody listens', { baseUrl: 'http://127.0.0.1:1' }, '127.0.0.1:1 refused the connection'],
		[
			'that users are not at this path',
			{ userPath: '/api/users' },
			"FlowMate has no users at this path: check 'User Path'",
		],
	])('%s', async (_, data, message) => {
		expect(await tested(data)).toEqual(failed(message));
	});

	it('that the account is disabled', async () => {
		const [user] = bench.sandbox.state.users.values();
		user.status = 'DISABLED';
		expect(await tested()).toEqual(failed('This FlowMate account is disabled'));
	});

	it('that an account has no password', async () => {
		bench.sandbox.state.passwords.clear();
		expect(await tested()).toEqual(failed('This FlowMate account cannot log in with a password'));
	});

	it('that the account may not read its own user', async () => {
		bench.sandbox.faults.add({
			path: '/users/me',
			effect: { status: 403, body: { message: 'MISSING_PERMISSION' } },
		});
		expect(await tested()).toEqual(failed('This FlowMate account has no permission to read its own user'));
	});

	it('that a session is not accepted', async () => {
		bench.sandbox.faults.add({
			path: '/users/me',
			effect: { status: 401, body: { message: 'VALIDATION_ERROR' } },
		});
		expect(await tested()).toEqual(failed('FlowMate opened a session but did not accept it'));
	});

	it('that there is no login at the address', async () => {
		bench.sandbox.faults.add({ path: '/login', effect: { status: 404, body: { message: 'no route' } } });
		expect(await tested()).toEqual(
			failed(
				`'Base URL' in the FlowMate credential does not lead to FlowMate: there is no login at ${bench.sandbox.url}`,
			),
		);
	});

	it('that there is none at an address that was copied with its path', async () => {
		const errors = [{ message: 'Missing authorization header.', code: 401 }];
		bench.sandbox.faults.add({ path: '/flows/login', effect: { status: 401, body: { errors } } });
		const baseUrl = `${bench.sandbox.url}/flows`;
		const message = `'Base URL' in the FlowMate credential does not lead to FlowMate: there is no login at ${baseUrl}`;
		expect(await tested({ baseUrl })).toEqual(failed(message));
	});

	it.each([
		['/users', { status: 401, body: { message: '' } }],
		['/gateway', { status: 403, body: { message: 'NO_ENTRY' } }],
	])('at which address the login was refused, where that has a path: %s', async (path, effect) => {
		bench.sandbox.faults.add({ path: `${path}/login`, effect });
		const baseUrl = `${bench.sandbox.url}${path}`;
		const { message } = await tested({ baseUrl });
		expect(message).toMatch(`FlowMate did not accept the login at ${baseUrl}`);
		const { error } = await bench.run(
			'user.getCurrent',
			{},
			{ credential: bench.credentialWith({ baseUrl }) },
		);
		expect(error?.description).toContain(`Check whether the path ${path} belongs to 'Base URL'`);
	});

	it('that the address leads on to another one', async () => {
		bench.sandbox.faults.add({ path: '/login', effect: { redirect: 'https://other.example/login' } });
		expect(await tested()).toEqual(failed(`${host()} leads on to another address`));
	});

	it('that FlowMate asks to slow down', async () => {
		bench.sandbox.faults.add({ path: '/login', effect: { status: 429, retryAfter: '600' } });
		expect(await tested()).toEqual(failed('FlowMate asks to slow down (HTTP 429)'));
	});
});

describe('A host that answers with web pages', () => {
	let server: Server;
	let baseUrl: string;

	beforeAll(async () => {
		server = createServer((_, response) => {
			response.writeHead(200, { 'content-type': 'text/html' }).end('<!DOCTYPE html><html></html>');
		});
		await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
		baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	});
	afterAll(() => void server.close());

	test.each<[string, IDataObject]>([
		['a login', {}],
		['an admin token', { authentication: 'token', token: 'some-token' }],
	])('is not taken for FlowMate by %s', async (_, data) => {
		expect(await tested({ baseUrl, ...data })).toEqual(
			failed(
				`'Base URL' in the FlowMate credential does not lead to FlowMate: ${new URL(baseUrl).host} answered with a web page`,
			),
		);
	});
});
