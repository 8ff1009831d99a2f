import type { INodeExecutionData, IPollFunctions } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import { pollScope } from '../kit/contexts';
import type { Polls } from '../kit/poll';
import { timeFor } from '../kit/poll';
import type { Scope } from '../kit/scope';
import type { Tick } from '../kit/tick';
import { pollWatch } from '../kit/watch';
import { accountAlone, flowMate } from '../service';
import { answersTo } from './answers';
import type { Counts } from '../resources/execution/counts';
import { decide, sample, unmatchedKeys } from './decide';
import type { Change } from './decide';
import { fetchCounts } from './fetch';
import { watchFlows } from './flows';
import { toItems } from './items';
import { fetchNames } from '../resources/execution/names';
import { triggerOn } from './parameters';
import type { Rules } from './plan';
import { afterJump, firstPlan, plan } from './plan';
import type { Settings } from './settings';
import { readSettings } from './settings';
import { readState, writeState } from './state';
import { watchUsers } from './users';

/**
 * Asks FlowMate for what is watched and hands on what changed.
 *
 * @param polls what is known of this process' polls
 * @returns null where there is nothing to tell: anything else starts an execution
 * @throws NodeApiError, NodeOperationError; what the node remembers is then as it was
 */
export async function poll(context: IPollFunctions, polls: Polls): Promise<INodeExecutionData[][] | null> {
	// Nobody else acts in a trigger, which has no such option.
	const scope = pollScope(accountAlone, context);
	const on = scope.read(triggerOn);
	switch (on) {
		case 'flowStatus':
		case 'flowCreated':
			return await pollWatch(scope, context, polls, async () => await watchFlows(scope, on));
		case 'userCreated':
			return await pollWatch(scope, context, polls, () => watchUsers(scope));
		default:
			return await pollCounts(scope, context, polls, on);
	}
}

type Counted = Rules['triggerOn'];

async function pollCounts(scope: Scope, context: IPollFunctions, polls: Polls, on: Counted) {
	if (context.getMode() === 'manual') return [await test(scope, context, on)];
	return await polls.run(context, async (tick) => await pollOnce(scope, on, tick));
}

async function pollOnce(scope: Scope, on: Counted, tick: Tick): Promise<INodeExecutionData[] | null> {
	const settings = await readSettings(scope, on);
	const kept = readState(tick.remembered, settings.fingerprint);
	// Counts at every poll are what they are, whatever the time was before.
	const clock = kept && on !== 'snapshot' ? tick.clockSince(kept.at, !!kept.origin) : 'steady';
	if (clock === 'doubted') return null;
	// Where a jump was followed by going back, the clock is put right, however near that is.
	const isBack = kept?.origin !== undefined && tick.now < kept.at;
	const hasJumped = clock === 'jumped' || isBack;
	const state = kept && hasJumped ? afterJump(kept, tick.now) : kept;
	const planned = plan(settings, state, tick.now, hasJumped);
	if (!planned) return null;
	const { asks, answers } = await answersTo(scope, settings, state, planned, tick);
	const at = state?.origin ? tick.now : tick.stamp(state?.at);
	const { changes, troubles, next } = decide(settings, state, asks, answers, at);
	const names = await namesFor(scope, settings, changes, tick.deadline);
	tick.remember(writeState(next, settings.fingerprint));
	const items = toItems({ settings, now: tick.now, names }, changes, troubles);
	return items.length > 0 ? items : null;
}

/** For a test in the editor: one item as an active workflow could get it. Remembers nothing. */
async function test(scope: Scope, context: IPollFunctions, on: Counted): Promise<INodeExecutionData[]> {
	const now = flowMate.clock.now();
	const settings = await readSettings(scope, on);
	const { deadline } = timeFor(context, now);
	const ask = firstPlan(settings, now).slice(-1)[0];
	const counts = await fetchCounts(scope, settings, ask, deadline);
	const change = sample(settings, ask, counts);
	if (!change) throw nothingToShow(scope, settings, ask, counts);
	const names = await namesFor(scope, settings, [change], deadline);
	const [item] = toItems({ settings, now, names }, [change]);
	const unmatched = unmatchedKeys(settings, counts);
	if (unmatched.length > 0) item.json.unmatchedKeys = unmatched;
	return [item];
}

function nothingToShow(
	scope: Scope,
	settings: Settings,
	{ window: { start, end } }: { window: { start: string; end: string } },
	counts: Counts,
) {
	const days = start === end ? `on ${start}` : `from ${start} to ${end}`;
	const what = settings.triggerOn === 'limit' ? ' of anything that has a limit' : '';
	const unmatched = unmatchedKeys(settings, counts);
	const advice = [
		'There is nothing to show as a sample.',
		...(unmatched.length > 0 ? [`Nothing that was counted is called ${unmatched.slice(0, 10).join(', ')}.`] : []),
		`${settings.only ? "Look at 'Watch Only', choose" : 'Choose'} a longer 'Window', or let a flow run first.`,
		'The active workflow waits for executions.',
	];
	return new NodeOperationError(scope.node, `FlowMate counted no executions ${days}${what}`, {
		description: advice.join(' '),
	});
}

async function namesFor(scope: Scope, { addNames, groupBy }: Settings, changes: Change[], deadline: number) {
	return addNames && changes.length > 0 ? await fetchNames(scope, groupBy, deadline) : undefined;
}
