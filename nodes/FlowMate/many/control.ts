import type { NodeApiError } from 'n8n-workflow';
import { serverText } from '../advice';
import { isRecord, saysNothing } from '../kit/answer';
import { pause, stopIfCancelled } from '../kit/clock';
import type { Done } from '../kit/done';
import type { Outcome, Target } from '../kit/outcome';
import { failed, failedWith } from '../kit/outcome';
import { pathOf } from '../kit/path';
import { counted } from '../kit/plural';
import { waitBeforeRetry } from '../kit/retry';
import type { Item } from '../kit/scope';
import { secondsToWait } from '../parameters/wait';
import { statusesOf } from './statuses';
import { unseenAfter, unseenBefore } from './unseen';

/** Ids that go into one request: 500 of them make a body of about 13 kB; FlowMate takes 100 kB. */
const CHUNK = 500;

/** Unknown ids that may break a request off before it pays to find out which ids exist. */
const BREAK_OFFS = 3;

/**
 * Starts flows: POST /flows/multiple/start with the bare list of ids.
 *
 * The server works through the list and answers with one entry per id. At the first id that it does not know it breaks off with HTTP
 * 500 and a list of what it has done until then; the ids behind it are untouched and are sent again.
 */
export async function startFlows(item: Item, targets: Target[]): Promise<Outcome[]> {
	const seconds = secondsToWait(item);
	return await forEachFlow(item, targets, async (ids, outcomes) => {
		await control(item, 'start', ids, outcomes);
		if (seconds !== undefined) await waitForAll(item, 'active', seconds, outcomes);
	});
}

/**
 * Stops flows that run: POST /flows/multiple/stop. A flow that does not run would stay 'stopping' for good, so the node looks first
 * and leaves those alone.
 */
export async function stopFlows(item: Item, targets: Target[]): Promise<Outcome[]> {
	const seconds = secondsToWait(item);
	return await forEachFlow(item, targets, async (ids, outcomes) => {
		const statuses = await statusesOf(item, ids).catch((error: unknown) => {
			throw unseenBefore(item, error);
		});
		const running = ids.filter((id) => ['active', 'starting'].includes(statuses.get(id) ?? ''));
		for (const id of ids) {
			const status = statuses.get(id);
			if (status === undefined) outcomes.set(id, unknown(id));
			else outcomes.set(id, { id, status, skipped: true });
		}
		for (const id of running) outcomes.delete(id);
		await control(item, 'stop', running, outcomes);
		if (seconds !== undefined) await waitForAll(item, 'inactive', seconds, outcomes);
	});
}

/** Works on each flow once and gives every target its outcome; an error that stops the work goes to all that have none yet. */
async function forEachFlow(
	item: Item,
	targets: Target[],
	work: (ids: string[], outcomes: Map<string, Outcome>) => Promise<void>,
): Promise<Outcome[]> {
	const outcomes = new Map<string, Outcome>();
	const ids = [...new Set(targets.filter(({ problem }) => !problem).map(({ id }) => id))];
	let failure: unknown;
	try {
		await work(ids, outcomes);
	} catch (error) {
		stopIfCancelled(item.signal);
		failure = error;
	}
	return targets.map(
		({ id, problem }) => (problem ? { id, error: problem } : outcomes.get(id)) ?? failedWith(id, failure),
	);
}

async function control(
	item: Item,
	verb: 'start' | 'stop',
	ids: string[],
	outcomes: Map<string, Outcome>,
): Promise<void> {
	let left = ids;
	for (let breakOffs = 0; left.length > 0;) {
		const chunk = left.slice(0, CHUNK);
		const answered = verb === 'stop' ? await stopChunk(item, chunk) : await sendChunk(item, verb, chunk);
		for (const outcome of answered) outcomes.set(outcome.id, outcome);
		left = left.filter((id) => !outcomes.has(id));
		if (answered.length === chunk.length) continue;
		if (++breakOffs !== BREAK_OFFS) continue;
		const existing = await statusesOf(item, left);
		for (const id of left) if (!existing.has(id)) outcomes.set(id, unknown(id));
		left = left.filter((id) => existing.has(id));
	}
}

/**
 * Stops a list of flows. One that has stopped must not be stopped a second time, so before it sends a list again, the node looks what
 * has become of it.
 */
async function stopChunk(item: Item, chunk: string[]): Promise<Outcome[]> {
	const { clock } = item.service;
	for (let attempts = 1; ; attempts++) {
		try {
			return await sendChunk(item, 'stop', chunk);
		} catch (error) {
			stopIfCancelled(item.signal);
			const wait = waitBeforeRetry({ kind: isUncertain(error) ? 'unavailable' : 'final' }, attempts, true, clock);
			if (wait === undefined) return chunk.map((id) => failedWith(id, error));
			await pause(clock, wait, item.signal);
		}
		const statuses = await statusesOf(item, chunk);
		const stopped = [...statuses].filter(([, status]) => status === 'stopping' || status === 'inactive');
		if (stopped.length > 0) return stopped.map(([id, status]) => ({ id, status }));
	}
}

/** Whether an error leaves open what became of the request: no answer, one that says nothing, or one of success that cannot be read. */
function isUncertain(error: unknown): boolean {
	const statusCode = Number((error as NodeApiError).httpCode ?? 0);
	return statusCode < 300 || saysNothing(statusCode);
}

/** Sends one list of ids. @returns the outcomes that the answer tells: at least one, at most all */
async function sendChunk(item: Item, verb: 'start' | 'stop', chunk: string[]): Promise<Outcome[]> {
	const subject = {
		what: 'the flows',
		parameter: "'Flows'",
		permission: 'flows.control',
		repeatable: verb === 'start',
		findOut: "Look at the status of the flows with 'Get Many'",
	};
	const path = pathOf('flows', 'multiple', verb);
	const answer = await item.send({ method: 'POST', path, body: chunk, subject, done: listOfOutcomes });
	const sent = new Set(chunk);
	const outcomes = new Map<string, Outcome>();
	for (const entry of Array.isArray(answer.body) ? (answer.body as unknown[]) : []) {
		const outcome = outcomeIn(entry);
		if (outcome && sent.has(outcome.id)) outcomes.set(outcome.id, outcome);
	}
	if (outcomes.size > 0) return [...outcomes.values()];
	// An answer that tells nothing of any flow will not tell more the next time.
	return chunk.map((id) =>
		failed(id, answer.statusCode, `FlowMate did not say whether it could ${verb} the flow '${id}'`),
	);
}

/** One that was broken off comes with HTTP 500 and what was done until then. */
const listOfOutcomes: Done = ({ statusCode, body }) => (statusCode < 300 || statusCode === 500) && Array.isArray(body);

/** `{data: {id, status}}` or `{errors: [{message, flowId, code}]}`; a list that was broken off ends with an entry of neither kind. */
function outcomeIn(entry: unknown): Outcome | undefined {
	if (!isRecord(entry)) return undefined;
	if (isRecord(entry.data) && typeof entry.data.id === 'string' && typeof entry.data.status === 'string') {
		return { id: entry.data.id.toLowerCase(), status: entry.data.status };
	}
	const error: unknown = Array.isArray(entry.errors) ? entry.errors[0] : undefined;
	if (!isRecord(error) || typeof error.flowId !== 'string') return undefined;
	const id = error.flowId.toLowerCase();
	const code = Number(error.code) || 0;
	return code === 404 ? unknown(id) : failed(id, code, serverText(entry) ?? 'FlowMate refused this without a reason');
}

const unknown = (id: string): Outcome =>
	failed(id, 404, `There is no flow '${id}'. FlowMate says the same of what belongs to another user or tenant.`);

const LOOK_EVERY = 5_000;

/** Looks at all flows at once until each has the status wanted, has fallen back, or the time is up. */
async function waitForAll(
	item: Item,
	wanted: 'active' | 'inactive',
	seconds: number,
	outcomes: Map<string, Outcome>,
): Promise<void> {
	const { clock } = item.service;
	const until = clock.now() + seconds * 1_000;
	const passing = wanted === 'active' ? 'starting' : 'stopping';
	for (let look = 0; ; look++) {
		const waiting = [...outcomes.values()].filter((outcome) => 'status' in outcome && outcome.status === passing);
		if (waiting.length === 0) return;
		const left = Math.max(0, until - clock.now());
		await pause(clock, Math.min(left, LOOK_EVERY, 250 * 2 ** look), item.signal);
		const ids = waiting.map(({ id }) => id);
		const statuses = await statusesOf(item, ids).catch((error: unknown) => {
			const verb = wanted === 'active' ? 'started' : 'stopped';
			for (const id of ids) outcomes.set(id, failedWith(id, unseenAfter(item, id, verb, error)));
			return new Map<string, string>();
		});
		for (const [id, status] of statuses) {
			if (status === wanted) outcomes.set(id, { id, status });
			else if (status !== passing) outcomes.set(id, failed(id, 0, `The flow '${id}' fell back to ${status}`));
			else if (left === 0)
				outcomes.set(id, failed(id, 0, `The flow '${id}' is still ${status} after ${counted(seconds, 'second')}`));
		}
		for (const id of ids) if (statuses.size > 0 && !statuses.has(id)) outcomes.set(id, unknown(id));
	}
}
