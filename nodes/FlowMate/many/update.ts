import type { IDataObject } from 'n8n-workflow';
import { inState } from '../advice';
import { isRecord } from '../kit/answer';
import { stopIfCancelled } from '../kit/clock';
import { record, success } from '../kit/done';
import type { Outcome, Target } from '../kit/outcome';
import { failed, failedWith } from '../kit/outcome';
import { pathOf } from '../kit/path';
import type { Item } from '../kit/scope';
import { statusesOf } from './statuses';

/** FlowMate takes bodies of up to 100 kB. */
const LARGEST_BODY = 100_000;

/** What an update sends for one flow. */
type Entry = IDataObject & { id: string };

/**
 * Updates flows: PATCH /flows/bulk with a list of `{id, …changes}`.
 *
 * The server works through the list without a way back: it breaks off with HTTP 500 at an id that it does not know, changes the first
 * flow it finds for an entry without an id, and gives a flow that is not inactive two entries in its answer. So no such entry leaves
 * the node: it looks first which flows exist and are inactive. What the answer does not tell by id is asked for one by one.
 */
export async function updateFlows(item: Item, targets: Target[]): Promise<Outcome[]> {
	const outcomes = new Map<Target, Outcome>();
	for (const target of targets) if (target.problem) outcomes.set(target, { id: target.id, error: target.problem });
	const open = () => targets.filter((target) => !outcomes.has(target));
	let sent = new Map<Target, Target>();
	try {
		const statuses = await statusesOf(item, [...new Set(open().map(({ id }) => id))]);
		for (const target of open()) {
			const refusal = refusalOf(target, statuses.get(target.id));
			if (refusal) outcomes.set(target, refusal);
		}
		const bulk = new Bulk(item);
		sent = merged(open());
		for (const round of roundsOf([...new Set(sent.values())])) {
			for (const chunk of chunksOf(round)) await bulk.update(chunk, outcomes);
		}
	} catch (error) {
		stopIfCancelled(item.signal);
		for (const target of open()) outcomes.set(target, failedWith(target.id, error));
	}
	return targets.map((target) => outcomes.get(sent.get(target) ?? target) as Outcome);
}

function refusalOf({ id, changes }: Target, status: string | undefined): Outcome | undefined {
	if (status === undefined) {
		return failed(
			id,
			404,
			`There is no flow '${id}'. FlowMate says the same of what belongs to another user or tenant.`,
		);
	}
	if (status !== 'inactive') {
		const how = status === 'stopping' ? 'Wait until it is inactive' : 'Stop it';
		return failed(id, 409, `The flow '${id}' ${inState(status)}. ${how} before you update it.`);
	}
	return sizeOf({ ...changes, id }) + 2 > LARGEST_BODY
		? failed(id, 413, `The changes of the flow '${id}' are larger than the 100 kB that FlowMate takes`)
		: undefined;
}

class Bulk {
	/** Turns off where the account lacks the permission `flows.bulk`; single updates then do the same job. */
	private allowed = true;

	constructor(private readonly item: Item) {}

	/** Updates flows, each once. Every target has an outcome afterwards. */
	async update(targets: Target[], outcomes: Map<Target, Outcome>): Promise<void> {
		const done = this.allowed && targets.length > 1 ? await this.sendList(targets) : new Map<string, string>();
		await Promise.all(
			targets.map(async (target) => {
				const status = done.get(target.id);
				outcomes.set(target, status === undefined ? await this.sendOne(target) : { id: target.id, status });
			}),
		);
	}

	/** @returns the status of each flow that the answer shows as updated, by id */
	private async sendList(targets: Target[]): Promise<Map<string, string>> {
		const subject = { what: 'the flows', parameter: "'Flows'", permission: 'flows.bulk', repeatable: true };
		const body = targets.map(entryOf);
		const path = pathOf('flows', 'bulk');
		// What the answer does not tell, the single updates do.
		const accept = [403, 413, 500];
		const answer = await this.item.send({ method: 'PATCH', path, body, subject, accept, done: success });
		if (answer.statusCode === 403) this.allowed = false;
		const rows = this.item.service.unwrap(answer.body);
		const flows = (answer.statusCode < 300 && Array.isArray(rows) ? (rows as unknown[]) : []).filter(isRecord);
		return new Map(
			flows
				.filter(({ id }) => typeof id === 'string')
				.map(({ id, status }) => [String(id).toLowerCase(), String(status)]),
		);
	}

	private async sendOne({ id, changes }: Target): Promise<Outcome> {
		const subject = {
			what: `flow '${id}'`,
			parameter: "'Flows'",
			permission: 'flows.write',
			repeatable: true,
		};
		try {
			const flow = await this.item.fetchOne({
				method: 'PATCH',
				path: pathOf('flows', id),
				body: changes ?? {},
				subject,
				done: record('id'),
			});
			return { id, status: String(flow.status) };
		} catch (error) {
			stopIfCancelled(this.item.signal);
			return failedWith(id, error);
		}
	}
}

const entryOf = ({ id, changes }: Target): Entry => ({ ...changes, id });

/**
 * A flow that is to change a second time in the same way is changed once; with another change between the two, it is changed as often.
 *
 * @returns the target that is sent in the place of each one, which may be itself
 */
export function merged(targets: Target[]): Map<Target, Target> {
	const sent = new Map<Target, Target>();
	const latest = new Map<string, Target>();
	for (const target of targets) {
		const last = latest.get(target.id);
		const instead = last && sameChanges(last, target) ? last : target;
		latest.set(target.id, instead);
		sent.set(target, instead);
	}
	return sent;
}

const sameChanges = ({ changes: a }: Target, { changes: b }: Target) =>
	a === b || JSON.stringify(a) === JSON.stringify(b);

/** A flow that is named more than once is updated as often, in the order of the input: its second time is in the second round. */
export function roundsOf(targets: Target[]): Target[][] {
	const rounds: Target[][] = [];
	const times = new Map<string, number>();
	for (const target of targets) {
		const time = times.get(target.id) ?? 0;
		times.set(target.id, time + 1);
		(rounds[time] ??= []).push(target);
	}
	return rounds;
}

/** Cuts a list so that each piece makes a body that FlowMate takes. */
export function chunksOf(targets: Target[], largest = LARGEST_BODY): Target[][] {
	const chunks: Target[][] = [];
	let room = 0;
	for (const target of targets) {
		const size = sizeOf(entryOf(target)) + 1;
		if (size > room) {
			chunks.push([]);
			room = largest - 2;
		}
		chunks[chunks.length - 1].push(target);
		room -= size;
	}
	return chunks;
}

/** Bytes of an entry in a request. */
const sizeOf = (entry: Entry) => Buffer.byteLength(JSON.stringify(entry));
