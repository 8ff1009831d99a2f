import { createHmac } from 'node:crypto';
import { isRecord } from '../shape';
import { asAssumed, differs, judge, Unseen, type Question } from '../verdict';
import { byId } from '../world';
import type { FlowMateWorld } from './world';

/** Where the node looks for what a flow wants to be sent. */
const PLACES = /^(payload\.|flowSettings\.|graph\.nodes\[\]\.(fields\.|nodeSettings\.)?)?inputParameters$/;

/** What flows carry, how they start and stop, and what their webhooks answer. */
export const aboutFlows: Array<Question<FlowMateWorld>> = [
	{
		id: 'flows.inputParameters',
		title: 'Where a flow says what it wants to be sent',
		async ask(world) {
			const { list } = await world.flows();
			const places = [...new Set(list.flatMap((flow) => placesIn(flow)))];
			if (places.length === 0) throw new Unseen('none of the flows carries inputParameters');
			const elsewhere = places.filter((place) => !PLACES.test(place));
			return elsewhere.length > 0
				? differs(`at ${elsewhere.join(', ')}`)
				: asAssumed(`at ${places.join(', ')}`);
		},
	},
	{
		id: 'flows.status',
		title: 'Which statuses flows have',
		async ask(world) {
			const { list } = await world.flows();
			if (list.length === 0) throw new Unseen('the account sees no flow');
			const known = ['active', 'inactive', 'starting', 'stopping'];
			const found = [...new Set(list.map(({ status }) => String(status)))];
			const other = found.filter((status) => !known.includes(status));
			return judge(
				other.length === 0,
				found.sort().join(', '),
				`others than ${known.join(', ')}: ${other.length}`,
			);
		},
	},
	{
		id: 'flow.start',
		title: 'How long a flow takes to start',
		writes: true,
		async ask({ own, limits }) {
			await own.inactive();
			const began = Date.now();
			await own.active();
			const seconds = Math.round((Date.now() - began) / 1_000);
			return judge(Date.now() - began <= limits.start, `${seconds} s`, `${seconds} s, longer than assumed`);
		},
	},
	{
		id: 'flow.updatedAt',
		title: 'Whether a change of the status touches updatedAt',
		writes: true,
		async ask(world) {
			const changedAt = async (id: string) => {
				const { body } = await world.ask(`/flows/${id}`);
				const flow = isRecord(body) && isRecord(body.data) ? body.data : {};
				return String(flow.updatedAt);
			};
			const before = await changedAt(await world.own.inactive());
			const after = await changedAt(await world.own.active());
			return judge(after > before, 'it does', 'it does not: the trigger finds changes once a day only');
		},
	},
	{
		id: 'flow.active.update',
		title: 'What an update of an active flow gets',
		writes: true,
		async ask(world) {
			const path = `/flows/${await world.own.active()}`;
			const { status } = await world.ask({ method: 'PATCH', path, body: { description: 'n8n check' } });
			return judge(status === 409, 'HTTP 409', `HTTP ${status}`);
		},
	},
	{
		id: 'webhook.answer',
		title: 'What the webhook of an active flow answers',
		writes: true,
		async ask(world) {
			const path = `/webhooks/${await world.own.active()}`;
			const { status, body } = await world.ask({
				method: 'POST',
				path,
				body: { check: true },
				signed: false,
			});
			const data = isRecord(body) && isRecord(body.data) ? body.data : {};
			return judge(
				status === 200 && 'requestId' in data,
				'{ data: { requestId, message } }',
				`HTTP ${status}, another form`,
			);
		},
	},
	{
		id: 'webhook.signature',
		title: 'How the signature of a webhook call is written',
		writes: true,
		ask: signature,
	},
	{
		id: 'webhook.inactive',
		title: 'What the webhook of an inactive flow answers',
		writes: true,
		async ask(world) {
			const path = `/webhooks/${await world.own.inactive()}`;
			const { status } = await world.ask({ method: 'POST', path, body: { check: true }, signed: false });
			return judge(status === 404, 'HTTP 404', `HTTP ${status}`);
		},
	},
];

function placesIn(value: unknown, path = '', depth = 6): string[] {
	if (depth === 0) return [];
	if (Array.isArray(value)) return value.flatMap((entry) => placesIn(entry, `${path}[]`, depth - 1));
	if (!isRecord(value)) return [];
	return Object.entries(value).flatMap(([key, inner]) => {
		const place = path ? `${path}.${key}` : key;
		return key === 'inputParameters' && isRecord(inner) ? [place] : placesIn(inner, place, depth - 1);
	});
}

/** The platform's source compares base64. A flow that demands a signature is made, and asked with both. */
async function signature(world: FlowMateWorld) {
	const { webhookSecret: secret } = world.given;
	if (!secret) throw new Unseen('set FLOWMATE_WEBHOOK_SECRET and FLOWMATE_WEBHOOK_SECRET_ID');
	await world.own.active();
	const webhooks = { requireWebhookAuth: true, hmacAuthSecret: secret.id };
	const { id } = await world.own.newFlow({ flowSettings: { webhooks } });
	await world.run('flow.start', { flow: byId(id), options: { wait: true, waitSeconds: 150 } });
	const taken: string[] = [];
	for (const encoding of ['base64', 'hex'] as const) {
		const body = JSON.stringify({ check: encoding });
		const headers = { 'x-hmac': createHmac('sha256', secret.key).update(body).digest(encoding) };
		const { status } = await world.ask({
			method: 'POST',
			path: `/webhooks/${String(id)}`,
			body,
			headers,
			signed: false,
		});
		if (status === 200) taken.push(encoding);
	}
	if (taken.length === 2) throw new Unseen('the flow took either: it checks no signature');
	if (taken.length === 0) throw new Unseen('neither base64 nor hex was taken: is it the secret of that ID?');
	return judge(taken[0] === 'base64', taken[0]);
}
