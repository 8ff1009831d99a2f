import { NodeApiError, type IHttpRequestOptions } from 'n8n-workflow';
import type { Request } from '../../nodes/FlowMate/kit/request';
import { TestClock } from './clock';
import { itemWith, serviceWith } from './scope';

const subject = { what: "book 'b000007'", repeatable: true };
const REQUEST: Request = { method: 'PUT', path: '/books/b000007', body: {}, subject };

const OK = { statusCode: 200, headers: {}, body: { result: { id: 'b000007' } } };
const UNAVAILABLE = { statusCode: 503, headers: {}, body: '' };

/** Sends a request to n8n's helper, which gives these answers or throws these errors in turn. */
async function send(
	request: Partial<Request>,
	answers: unknown[] = [OK],
	{
		settings = {},
		service = serviceWith(),
	}: { settings?: object; service?: ReturnType<typeof serviceWith> } = {},
) {
	const handed: IHttpRequestOptions[] = [];
	const item = itemWith(
		{},
		{
			service,
			settings,
			request: async (options) => {
				const answer = answers[Math.min(handed.push(options), answers.length) - 1];
				return answer instanceof Error ? await Promise.reject(answer) : answer;
			},
		},
	);
	const sending = item.send({ ...REQUEST, ...request });
	const [result] = await Promise.allSettled([sending]);
	return result.status === 'fulfilled'
		? { handed, reply: result.value, error: undefined }
		: { handed, reply: undefined, error: result.reason as NodeApiError };
}

describe('A request', () => {
	it('has a relative URL, no token, and a body even if it is empty', async () => {
		const { handed } = await send({});
		expect(handed).toEqual([
			{
				method: 'PUT',
				url: '/books/b000007',
				qs: undefined,
				arrayFormat: 'repeat',
				headers: { accept: 'application/json', 'content-type': 'application/json' },
				body: '{}',
				timeout: 60_000,
				encoding: 'text',
				returnFullResponse: true,
				ignoreHttpStatusErrors: true,
				disableFollowRedirect: true,
			},
		]);
	});

	it('has no body and no type of one where there is none', async () => {
		const { handed } = await send({ method: 'GET', body: undefined });
		expect(handed[0]).toMatchObject({ body: undefined, headers: { accept: 'application/json' } });
		expect(handed[0].headers).not.toHaveProperty('content-type');
	});

	it('has JSON that is text already as it is, and headers of its own', async () => {
		const { handed } = await send({ body: '[1, 2]', headers: { 'x-signature': 'abc' } });
		expect(handed[0]).toMatchObject({ body: '[1, 2]', headers: { 'x-signature': 'abc' } });
	});

	it("goes by the user's settings", async () => {
		const settings = { proxy: { host: 'proxy.example', port: 80 }, skipSslCertificateValidation: true };
		const { handed } = await send({}, [OK], { settings });
		expect(handed[0]).toMatchObject(settings);
	});
});

describe('The time to wait for an answer', () => {
	test.each([
		['is a minute', undefined, undefined, 60_000],
		['is what the operation needs', 360_000, undefined, 360_000],
		['is a minute where the engine says 300 s of its own accord', undefined, 300_000, 60_000],
		['is what the operation needs, where the engine says 300 s', 360_000, 300_000, 360_000],
		['is what the user says', undefined, 5_000, 5_000],
		['is what the user says, whatever the operation needs', 360_000, 5_000, 5_000],
	])('%s', async (_, timeout, set, expected) => {
		const { handed } = await send({ timeout }, [OK], { settings: { timeout: set } });
		expect(handed[0].timeout).toBe(expected);
	});

	it('ends with the deadline', async () => {
		const clock = new TestClock();
		const deadline = clock.now() + 4_000;
		const { handed, error } = await send({ deadline }, [UNAVAILABLE], { service: serviceWith({ clock }) });
		// After 0, 1 and 3 s; the next attempt would be at 7 s.
		expect(handed.map(({ timeout }) => timeout)).toEqual([4_000, 3_000, 1_000]);
		expect(error?.httpCode).toBe('503');
	});
});

describe('An answer', () => {
	it('comes with whether the request may have been carried out before', async () => {
		expect((await send({}, [OK])).reply).toEqual({ ...OK, repeated: false });
		expect((await send({}, [UNAVAILABLE, OK])).reply).toEqual({ ...OK, repeated: true });
	});

	it('of status 429 carried nothing out', async () => {
		const tooMany = { statusCode: 429, headers: {}, body: '' };
		expect((await send({}, [tooMany, OK])).reply).toMatchObject({ repeated: false });
	});

	it('is handed back where its status is accepted', async () => {
		const missing = { statusCode: 404, headers: {}, body: '' };
		expect((await send({ accept: [404] }, [missing])).reply).toMatchObject({ statusCode: 404 });
		expect((await send({}, [missing])).error?.httpCode).toBe('404');
	});

	it('of a redirect is no success', async () => {
		expect((await send({}, [{ statusCode: 302, headers: {}, body: '' }])).error?.httpCode).toBe('302');
	});
});

describe('A credential that n8n renews', () => {
	const service = serviceWith({ renewsSession: true });

	it('lets n8n see the status 401', async () => {
		const { handed } = await send({}, [OK], { service });
		expect(handed[0].ignoreHttpStatusErrors).toEqual({ ignore: true, except: [401] });
	});

	it('that was renewed in vain is an answer like others', async () => {
		const rejected = Object.assign(new Error('401'), { response: { status: 401, data: '' } });
		const { error } = await send({}, [rejected], { service });
		expect(error).toMatchObject({ message: 'Shelf did not accept the token', httpCode: '401' });
	});

	it('that cannot be renewed says why, without the request', async () => {
		const refused = Object.assign(new Error('The login was refused'), {
			description: "Check 'Password'",
			request: 'secret',
		});
		const { error } = await send({}, [refused], { service });
		expect(error).toMatchObject({ message: 'The login was refused', description: "Check 'Password'" });
		expect(JSON.stringify(error)).not.toContain('secret');
	});
});

describe('One record', () => {
	const fetch = async (body: unknown) =>
		await itemWith({}, { request: async () => ({ ...OK, body }) }).fetchOne(REQUEST);

	it('is taken out of its envelope', async () => {
		expect(await fetch({ result: { id: 'b000007' } })).toEqual({ id: 'b000007' });
	});

	test.each([{}, { result: null }, { result: [] }, 'OK'])('is not found in %j', async (body) => {
		await expect(fetch(body)).rejects.toThrow("Shelf's answer about book 'b000007' could not be read");
	});
});
