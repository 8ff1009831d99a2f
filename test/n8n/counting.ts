import type { IDataObject } from 'n8n-workflow';

import type { N8n, Workflow } from '../../scripts/n8n';
import { itemsOf } from '../../scripts/n8n';
import { flowMateCredentials, keepCredentials } from '../../scripts/start/examples';
import { waitFor } from '../../scripts/waitFor';
import type { FlowMateSandbox } from '../../sandbox/flowmate';
import { loginTo, polling } from './workflow';

/** n8n polls once a minute at the most; a poll may come late on a busy machine. */
export const A_POLL = 180_000;

/** The two ways in which n8n polls, with their settings: by default, and by its scheduler, which saves nothing after a poll that gave nothing. */
export const POLLING: Array<[way: string, env: Record<string, string>]> = [
	['in memory', {}],
	['by the scheduler', { N8N_SCHEDULER_ENABLED: 'true', N8N_SCHEDULER_POLL_TRIGGERS_ENABLED: 'true' }],
];

const HOUR = 3_600_000;

/** Hours from UTC to where it is about noon. */
const TO_NOON = 12 - new Date().getUTCHours();

/** A time zone in which it is about noon, so that no day, month or year ends while a test runs. */
export const NOON_ZONE = `Etc/GMT${TO_NOON > 0 ? '-' : '+'}${Math.abs(TO_NOON)}`;

/** The day in {@link NOON_ZONE}. */
export const today = () => new Date(Date.now() + TO_NOON * HOUR).toISOString().slice(0, 10);

/** A published workflow of the trigger, which counts days of {@link NOON_ZONE}, and a node that does nothing; `changes` are the credential's. */
export async function published(
	n8n: N8n,
	sandbox: FlowMateSandbox,
	name: string,
	parameters: object,
	changes: IDataObject = {},
): Promise<Workflow> {
	const account = flowMateCredentials({ ...loginTo(sandbox), ...changes });
	const [credential] = await keepCredentials(n8n.rest, account);
	const counted = { timezone: NOON_ZONE, ...parameters };
	const trigger = polling(name, 'n8n-nodes-flowmate.flowMateTrigger', counted, credential);
	return await n8n.rest.publishWorkflow(await n8n.rest.createWorkflow(trigger));
}

/** Waits until n8n has saved what the first poll has left: it begins a trigger after it has answered, and a kill before that loses it. */
export async function firstPollSaved({ rest }: N8n, { id, name }: Workflow): Promise<void> {
	const isSaved = async () => Object.keys((await rest.getWorkflow(id)).staticData ?? {}).length > 0;
	await waitFor(`the first poll of '${name}' to be saved`, isSaved, { within: A_POLL });
}

/** Lets the platform count executions of one of the user's flows, today. */
export function count(sandbox: FlowMateSandbox, user: string, executions: number): void {
	const owner = [...sandbox.state.users.values()].find(({ username }) => username === user);
	const flow = [...sandbox.state.flows.values()].find(({ owners }) =>
		owners.some(({ id }) => id === owner?._id),
	);
	sandbox.countExecutions({ user, flow: String(flow?.id), day: today(), executions });
}

/** Waits until the platform has answered so many times more. */
export async function polls(sandbox: FlowMateSandbox, times: number): Promise<void> {
	const answers = () =>
		sandbox.requests.filter(({ path, status }) => path === '/icenter/executions' && status === 200).length;
	const before = answers();
	await waitFor(`${times} polls`, () => answers() - before >= times, { within: A_POLL * times });
}

/** Waits for so many successful executions. @returns user and difference of each event, in order */
export async function eventsOf(
	n8n: N8n,
	{ id }: Workflow,
	times: number,
): Promise<Array<[unknown, unknown]>> {
	const succeeded = await waitFor(
		`${times} successful executions`,
		async () => {
			const executions = (await n8n.rest.listExecutions(id)).filter(({ status }) => status === 'success');
			return executions.length >= times && executions;
		},
		{ within: A_POLL * 2 },
	);
	const events: Array<[unknown, unknown]> = [];
	for (const { id: execution } of succeeded.reverse()) {
		for (const { username, difference } of itemsOf(await n8n.rest.getExecution(execution), 'Next')) {
			events.push([username, difference]);
		}
	}
	return events;
}
