import { randomUUID } from 'node:crypto';
import type { INodeExecutionData, IPollFunctions } from 'n8n-workflow';
import { NodeApiError } from 'n8n-workflow';
import type { Clock } from './clock';
import type { Kept } from './memory';
import { Memory } from './memory';
import type { Tick } from './tick';
import { Known, Running, timeOf } from './tick';

/**
 * Polling, as far as it is the same for every service: what a poll remembers, what it does when a service is away, and when it does not
 * believe the clock (see Tick).
 *
 * n8n (2.40) polls in three ways, which differ in what they save:
 * - in memory (the usual way): static data lives with the activation. The database gets it when the workflow is published or n8n starts,
 *   and with every item. The first poll of an activation must not throw: after a few of them n8n gives the node up, and still shows it
 *   as active.
 * - by the scheduler: every poll begins with what the database has, and one that gave nothing is not saved at all.
 * - by the scheduler with durable cursors: every poll begins with what the last one left, unless that one threw.
 * So what polls have left that gave nothing is kept in this process, too, for as long as n8n hands out something of the same lineage: what
 * they began with, or what they left.
 */

/** ms. A failure that lasts longer is shown as a failed execution. */
export const PATIENCE = 15 * 60_000;

/** What n8n grants a poll that it does not limit itself, in ms. */
const USUAL_BUDGET = 5 * 60_000;

type Work = (tick: Tick) => Promise<INodeExecutionData[] | null>;

/** The polls of a package in this process. */
export class Polls {
	private readonly underWay = new Set<string>();

	private readonly known = new Map<string, Known>();

	private readonly contexts = new WeakSet<IPollFunctions>();

	constructor(private readonly clock: Clock) {}

	/**
	 * Polls, unless the last poll of the same node still waits for its answer: n8n begins the next one all the same.
	 * A failure that may pass (no connection, 408, 425, 429, 5xx, an answer that was cut short) is logged, and left to the next poll,
	 * until it has lasted for a quarter of an hour. Everything else, such as a refused credential, is thrown.
	 *
	 * @param work gives items, or null for none. What it remembers is forgotten again where it throws.
	 * @returns null where there is nothing to tell: anything else starts an execution
	 */
	async run(context: IPollFunctions, work: Work): Promise<INodeExecutionData[][] | null> {
		const node = `${context.getWorkflow().id}:${context.getNode().id}`;
		if (this.underWay.has(node)) return null;
		this.underWay.add(node);
		try {
			return await this.poll(node, context, work);
		} finally {
			this.underWay.delete(node);
		}
	}

	private async poll(node: string, context: IPollFunctions, work: Work): Promise<INodeExecutionData[][] | null> {
		const memory = new Memory(context);
		const kept = memory.latest();
		const known = this.knownOf(node, kept, context);
		this.noticeActivation(known, context);
		const now = this.clock.now();
		// What n8n hands out may be older than what this process knows.
		const tick = new Running(known, now, budgetOf(context), known.left ?? kept?.text);
		return await work(tick).then(
			(items) => {
				delete known.failingSince;
				if (tick.next !== undefined) keep(memory, known, tick.next, items === null);
				if (tick.next !== undefined) known.cameToEnd(now);
				return items && [items];
			},
			(error: unknown) => {
				if (tick.isShown(error) || !mayPass(error) || hasLasted(known, now)) throw error;
				const message = `${context.getNode().name}: ${(error as Error).message}. The next poll makes up for it.`;
				context.logger?.warn(message);
				return null;
			},
		);
	}

	/**
	 * What is known of a node, as long as it is about what n8n hands out. It hands out nothing where its scheduler did not save the first
	 * poll, but also to a node that begins: only the scheduler limits the time of a poll.
	 */
	private knownOf(node: string, kept: Kept | undefined, context: IPollFunctions): Known {
		const found = this.known.get(node);
		const isFirst = found?.isFirst && (found.left === undefined || budgetOf(context) !== USUAL_BUDGET);
		if (found && (kept ? kept.lineage === found.lineage : isFirst)) return found;
		const known = new Known(kept?.lineage);
		known.isFirst = kept === undefined;
		this.known.set(node, known);
		return known;
	}

	/**
	 * n8n does not tell which poll is the first of an activation. In memory it polls with one context from then on; by the scheduler with
	 * a new one each time, whose budget differs from that of the first. With a new activation, patience begins anew.
	 */
	private noticeActivation(known: Known, context: IPollFunctions): void {
		const budget = budgetOf(context);
		if (this.contexts.has(context)) known.keepsContext = true;
		else if (known.keepsContext || (known.budget !== undefined && known.budget !== budget)) {
			known.keepsContext = false;
			delete known.failingSince;
		}
		this.contexts.add(context);
		known.budget = budget;
	}
}

/** Writes what a poll has left, and keeps it in this process as well where n8n need not save it. */
function keep(memory: Memory, known: Known, next: string, isNothingTold: boolean): void {
	if (!isNothingTold) [known.lineage, known.isFirst] = [undefined, false];
	known.left = isNothingTold ? next : undefined;
	known.lineage ??= randomUUID();
	memory.write(next, known.lineage);
}

/** Until when a poll may ask for more, and until when it may wait for an answer. */
export const timeFor = (context: IPollFunctions, now: number) => timeOf(budgetOf(context), now);

/** ms that n8n grants. Not told before n8n 2.38. */
const budgetOf = (context: IPollFunctions) => context.getPollBudgetMs?.() ?? USUAL_BUDGET;

function hasLasted(known: Known, now: number): boolean {
	if (known.failingSince === undefined || known.failingSince > now) known.failingSince = now;
	return now - known.failingSince >= PATIENCE;
}

const PASSING_CAUSES = new Set<string>(['rate-limited', 'quota-exhausted', 'temporarily-unavailable']);
const PASSING_STATUSES = new Set([408, 425, 429]);

/** Whether the next poll may do better without anybody doing anything. */
function mayPass(error: unknown): boolean {
	if (!(error instanceof NodeApiError)) return false;
	if (error.failure) return PASSING_CAUSES.has(error.failure.cause);
	const status = Number(error.httpCode);
	// No status: no answer. Success: an answer that could not be read.
	return status < 300 || status >= 500 || PASSING_STATUSES.has(status);
}
