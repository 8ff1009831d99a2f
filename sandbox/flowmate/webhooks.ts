/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs in Node, not inside n8n */
import { createHmac, randomBytes } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { isId } from '../shared/ids';
import { authenticate } from './accounts';
import { ErrorAnswer } from './answers';
import { fieldsOf, isJson, parseStrict, WEBHOOK_LIMIT } from './body';
import { countExecutions, dayOf } from './counts';
import { callerOf, may, type Caller } from './permissions';
import type { Platform } from './platform';
import { webhookService } from './services';
import type { Flow } from './state';

type ToFlow = { Params: { id: string } };

/** The webhooks service: takes data for a flow. Nobody needs a token unless the flow asks for one. */
export function webhookRoutes(app: FastifyInstance, platform: Platform): void {
	webhookService(app);

	// One route for all methods, since flow and body are looked at first, whatever the method.
	app.all<ToFlow>('/webhooks/:id', async (request, reply) => {
		checkBody(request);
		const flow = await startableFlow(platform, request.params.id);
		switch (request.method) {
			case 'HEAD':
				// A bare 200, without a content type.
				return await reply.send();
			case 'GET':
				// The query becomes the data; the flow's own authentication is checked for POST only.
				break;
			case 'POST':
				if (!request.headers['content-type']) throw new ErrorAnswer(415, 'Content-Type header is missing');
				if (!isAuthorised(platform, flow, request)) throw new ErrorAnswer(403, 'Unauthorized');
				break;
			default:
				throw new ErrorAnswer(500, 'next is not a function');
		}
		countRun(platform, flow);
		// Accepted, no more: the run is asynchronous and its result never comes back here.
		const requestId = request.headers['x-request-id'] ?? randomBytes(16).toString('hex');
		return { data: { requestId, message: 'thank you' } };
	});
}

/** JSON has to be an object or an array; bodies of other types are taken as they are. */
function checkBody(request: FastifyRequest): void {
	if (request.bodyLength > WEBHOOK_LIMIT) throw new ErrorAnswer(413, 'request entity too large');
	if (isJson(request) && request.bodyLength > 0) parseStrict(request.rawBody.toString());
}

/** An active flow without a schedule; anything else is "not there", after a second that is to spoil guessing. */
async function startableFlow({ options, state }: Platform, id: string): Promise<Flow> {
	if (!isId(id)) {
		throw new ErrorAnswer(
			500,
			`Cast to ObjectId failed for value "${id}" (type string) at path "_id" for model "Flow"`,
		);
	}
	const flow = state.flows.get(id);
	if (flow?.status === 'active' && !flow.cron) return flow;
	await delay(options.webhookMissDelay, undefined, { ref: false });
	throw new ErrorAnswer(404, `Flow ${id} either does not exist or is inactive.`);
}

/**
 * `flowSettings.webhooks.requireWebhookAuth`: an HMAC of the raw body if `hmacAuthSecret` is set, else the token or the
 * login of an owner with the permission `webhooks.execute`. On the platform `hmacAuthSecret` is the id of a secret in
 * another service; here it is the key itself.
 */
function isAuthorised({ options, sessions, state }: Platform, flow: Flow, request: FastifyRequest): boolean {
	const settings = fieldsOf(fieldsOf(flow.flowSettings).webhooks);
	if (!settings.requireWebhookAuth) return true;
	const {
		hmacAuthSecret: key,
		hmacHeaderKey = 'x-hmac',
		hmacAlgorithm = 'sha256',
		allTenantUsers,
	} = settings;
	if (typeof key === 'string') {
		const expected = createHmac(String(hmacAlgorithm), key)
			.update(request.rawBody)
			.digest(options.hmacEncoding);
		return request.headers[String(hmacHeaderKey).toLowerCase()] === expected;
	}
	const [scheme, value = ''] = (request.headers.authorization ?? '').split(' ');
	const owns = ({ user, isAdmin }: Caller) =>
		isAdmin || flow.owners.some(({ id }) => id === user._id || (allTenantUsers && id === user.tenant));
	try {
		const [username, password] = splitOnce(Buffer.from(value, 'base64').toString());
		const user =
			scheme === 'Bearer'
				? sessions.use(value)
				: scheme === 'Basic'
					? authenticate(state, username, password)
					: undefined;
		if (!user) return false;
		const caller = callerOf(state, user);
		return may(caller, 'webhooks.execute') && owns(caller);
	} catch {
		return false;
	}
}

function splitOnce(text: string): [string, string] {
	const at = text.indexOf(':');
	return [text.slice(0, at), text.slice(at + 1)];
}

/** An execution is a step that ran; they count for the user who owns the flow. */
function countRun({ state }: Platform, flow: Flow): void {
	const user = flow.owners.find(({ type }) => type === 'user')?.id ?? '';
	const executions = flow.graph.nodes.length;
	countExecutions(state, { user, flow: flow.id, day: dayOf(Date.now()), executions });
}
