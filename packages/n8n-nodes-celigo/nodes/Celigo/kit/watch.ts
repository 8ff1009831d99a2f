import type { IDataObject, INodeExecutionData, IPollFunctions } from 'n8n-workflow';
import { isRecord } from './answer';
import type { Polls } from './poll';
import { timeFor } from './poll';
import type { Scope } from './scope';
import type { Tick } from './tick';

/** What a look at a service has to go by, in ms since 1970. */
export type Time = Pick<Tick, 'now' | 'halfTime' | 'deadline'>;

/** What one look at a service gave. */
export interface Seen<S> {
	/** What is new, oldest first; nothing on the first look. */
	found: IDataObject[];
	/** What to remember; JSON. */
	next: S;
}

/** Something that a trigger watches: what is there is compared with what the poll before has left. */
export interface Watch<S> {
	/** What is watched. What was remembered of something else counts as nothing. */
	fingerprint: string;
	/** @param state what the look before has left; undefined on the first one, which tells nothing */
	look(state: S | undefined, tick: Tick): Promise<Seen<S>>;
	/** For a test in the editor: items as an active workflow could get them. @throws where there is nothing to show */
	sample(time: Time): Promise<IDataObject[]>;
}

/**
 * One poll of a trigger that watches something.
 *
 * @param watchBy reads the parameters; what it throws is treated as what a look throws
 * @param polls what is known of this process' polls
 * @returns null where there is nothing to tell: anything else starts an execution
 * @throws NodeApiError, NodeOperationError; what the node remembers is then as it was
 */
export async function pollWatch<S>(
	scope: Scope,
	context: IPollFunctions,
	polls: Polls,
	watchBy: () => Watch<S> | Promise<Watch<S>>,
): Promise<INodeExecutionData[][] | null> {
	if (context.getMode() === 'manual') {
		const now = scope.service.clock.now();
		const { sample } = await watchBy();
		return [itemsOf(await sample({ now, ...timeFor(context, now) }))];
	}
	return await polls.run(context, async (tick) => {
		const { fingerprint, look } = await watchBy();
		const { found, next } = await look(stateIn<S>(tick.remembered, fingerprint), tick);
		// Last of all, so that whatever failed before has left no trace.
		tick.remember(JSON.stringify({ settings: fingerprint, state: next }));
		return found.length > 0 ? itemsOf(found) : null;
	});
}

const itemsOf = (records: IDataObject[]): INodeExecutionData[] => records.map((json) => ({ json }));

/** What the poll before has left; undefined where it left nothing, or watched something else: both mean to begin anew. */
function stateIn<S>(text: string | undefined, fingerprint: string): S | undefined {
	try {
		const kept: unknown = JSON.parse(text ?? 'null');
		return isRecord(kept) && kept.settings === fingerprint ? (kept.state as S) : undefined;
	} catch {
		return undefined;
	}
}
