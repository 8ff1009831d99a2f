import type { INodeExecutionData, IPollFunctions } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import { pollScope } from '../kit/contexts';
import type { Polls } from '../kit/poll';
import type { Scope } from '../kit/scope';
import { pollWatch } from '../kit/watch';
import { celigo } from '../service';
import type { KnownOffline } from './connections';
import { watchConnections } from './connections';
import type { KnownErrors } from './errors';
import { watchErrors } from './errors';
import type { KnownRuns } from './runs';
import { watchRuns } from './runs';
import type { Unreadable } from './rows';
import { Rows } from './rows';
import type { Settings } from './settings';
import { settingsOf } from './settings';
import type { Look, Seen } from './watch';

type Known = KnownOffline | KnownErrors | KnownRuns;

interface State {
	known: Known;
	unreadable: Unreadable;
}

/**
 * Looks at Celigo and hands on what is new.
 *
 * @param polls what is known of this process' polls
 * @returns null where there is nothing to tell: anything else starts an execution
 * @throws NodeApiError, NodeOperationError; what the node remembers is then as it was
 */
export async function poll(context: IPollFunctions, polls: Polls): Promise<INodeExecutionData[][] | null> {
	const scope = pollScope(celigo, context);
	return await pollWatch<State>(scope, context, polls, () => {
		const settings = settingsOf(scope);
		return {
			fingerprint: settings.fingerprint,
			look: async (state, tick) => {
				const rows = new Rows(state?.unreadable);
				const { found, next } = await look(scope, settings, state?.known, { time: tick, rows });
				const told = [...found, ...rows.tell(scope, tick)];
				return { found: told, next: { known: next, unreadable: rows.next() } };
			},
			sample: async (time) => {
				const rows = new Rows();
				const { sample } = await look(scope, settings, undefined, { time, rows });
				if (sample) return [sample];
				throw (
					rows.error(scope) ??
					new NodeOperationError(scope.node, `There is ${NOTHING[settings.triggerOn]}`, {
						description: 'There is nothing to show as a sample. The active workflow waits for it.',
					})
				);
			},
		};
	});
}

const NOTHING: Record<Settings['triggerOn'], string> = {
	connectionOffline: 'no connection in Celigo',
	newErrors: 'no open error in these flows',
	runFinished: 'no run of these flows that is over, of the last 24 hours in which any began',
};

async function look(scope: Scope, settings: Settings, state: Known | undefined, by: Look): Promise<Seen<Known>> {
	// What is remembered belongs to these settings.
	switch (settings.triggerOn) {
		case 'connectionOffline':
			return await watchConnections(scope, settings, state as KnownOffline | undefined, by);
		case 'newErrors':
			return await watchErrors(scope, settings, state as KnownErrors | undefined, by);
		default:
			return await watchRuns(scope, settings, state as KnownRuns | undefined, by);
	}
}
