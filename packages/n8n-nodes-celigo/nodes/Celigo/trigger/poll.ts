import type { INodeExecutionData, IPollFunctions } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import { isRecord } from '../kit/answer';
import { pollScope } from '../kit/contexts';
import type { Polls } from '../kit/poll';
import { timeFor } from '../kit/poll';
import type { Scope } from '../kit/scope';
import { celigo } from '../service';
import type { KnownOffline } from './connections';
import { watchConnections } from './connections';
import type { KnownErrors } from './errors';
import { watchErrors } from './errors';
import type { KnownRuns } from './runs';
import { watchRuns } from './runs';
import type { Settings } from './settings';
import { settingsOf } from './settings';
import type { Seen, Time } from './watch';

type State = KnownOffline | KnownErrors | KnownRuns;

/**
 * Looks at Celigo and hands on what is new.
 *
 * @param polls what is known of this process' polls
 * @returns null where there is nothing to tell: anything else starts an execution
 * @throws NodeApiError, NodeOperationError; what the node remembers is then as it was
 */
export async function poll(context: IPollFunctions, polls: Polls): Promise<INodeExecutionData[][] | null> {
	const scope = pollScope(celigo, context);
	if (context.getMode() === 'manual') return [await test(scope, context)];
	return await polls.run(context, async (tick) => {
		const settings = settingsOf(scope);
		const { found, next } = await look(scope, settings, stateIn(tick.remembered, settings), tick);
		// Last of all, so that whatever failed before has left no trace.
		tick.remember(JSON.stringify({ settings: settings.fingerprint, state: next }));
		return found.length > 0 ? found.map((json) => ({ json })) : null;
	});
}

/** For a test in the editor: one item as an active workflow could get it. Remembers nothing. */
async function test(scope: Scope, context: IPollFunctions): Promise<INodeExecutionData[]> {
	const settings = settingsOf(scope);
	const now = celigo.clock.now();
	const { sample } = await look(scope, settings, undefined, { now, deadline: timeFor(context, now).deadline });
	if (sample) return [{ json: sample }];
	throw new NodeOperationError(scope.node, `There is ${NOTHING[settings.triggerOn]}`, {
		description: 'There is nothing to show as a sample. The active workflow waits for it.',
	});
}

const NOTHING: Record<Settings['triggerOn'], string> = {
	connectionOffline: 'no connection in Celigo',
	newErrors: 'no open error in these flows',
	runFinished: 'no run of these flows of the last 24 hours that is over',
};

async function look(
	scope: Scope,
	settings: Settings,
	state: State | undefined,
	time: Time,
): Promise<Pick<Seen<State>, 'found' | 'next' | 'sample'>> {
	// What is remembered belongs to these settings.
	switch (settings.triggerOn) {
		case 'connectionOffline':
			return await watchConnections(scope, settings, state as KnownOffline | undefined, time);
		case 'newErrors':
			return await watchErrors(scope, settings, state as KnownErrors | undefined, time);
		default:
			return await watchRuns(scope, settings, state as KnownRuns | undefined, time);
	}
}

/** What the poll before has left; undefined where it left nothing, or for other settings: both mean to begin anew. */
function stateIn(text: string | undefined, { fingerprint }: Settings): State | undefined {
	try {
		const kept: unknown = JSON.parse(text ?? 'null');
		return isRecord(kept) && kept.settings === fingerprint ? (kept.state as State) : undefined;
	} catch {
		return undefined;
	}
}
