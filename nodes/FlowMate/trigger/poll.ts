import type { INodeExecutionData, IPollFunctions } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import { pollScope } from '../kit/contexts';
import { list } from '../kit/done';
import { pathOf } from '../kit/path';
import { Polls, timeFor } from '../kit/poll';
import type { Scope } from '../kit/scope';
import { flowMate } from '../service';
import type { Counts } from './counts';
import { readCounts } from './counts';
import type { Ask, Change } from './decide';
import { decide, plan, sample } from './decide';
import { toItems } from './items';
import { fetchNames } from './names';
import type { Settings } from './settings';
import { readSettings } from './settings';
import { readState, writeState } from './state';

const polls = new Polls();

/**
 * Asks FlowMate for the counts and hands on what changed.
 *
 * @returns null where there is nothing to tell: anything else starts an execution
 * @throws NodeApiError, NodeOperationError; what the node remembers is then as it was
 */
export async function poll(context: IPollFunctions): Promise<INodeExecutionData[][] | null> {
	if (context.getMode() === 'manual') return [await test(context)];
	return await polls.run(context, pollOnce);
}

async function pollOnce(context: IPollFunctions): Promise<INodeExecutionData[][] | null> {
	const scope = pollScope(flowMate, context);
	const { clock } = flowMate;
	const now = clock.now();
	const settings = await readSettings(scope);
	const { halfTime, deadline } = timeFor(context, now);
	const stored = context.getWorkflowStaticData('node');
	const state = readState(stored, settings.fingerprint);
	const asks = plan(settings, state, now);
	const answers: Counts[] = [];
	for (const ask of asks) {
		// What is left of a long absence is made up for by the next poll. Windows that are not settled are asked for all together.
		if (asks[answers.length - 1]?.settled && clock.now() > halfTime) break;
		answers.push(await fetchCounts(scope, settings, ask, deadline));
	}
	const { changes, next } = decide(settings, state, asks, answers);
	const items = await withNames(scope, settings, changes, now, deadline);
	// Last of all, so that whatever failed before has left no trace.
	writeState(stored, settings.fingerprint, next);
	return items.length > 0 ? [items] : null;
}

/** For a test in the editor: one item as an active workflow could get it. Remembers nothing. */
async function test(context: IPollFunctions): Promise<INodeExecutionData[]> {
	const scope = pollScope(flowMate, context);
	const now = flowMate.clock.now();
	const settings = await readSettings(scope);
	const { deadline } = timeFor(context, now);
	const asks = plan(settings, undefined, now);
	const ask = asks[asks.length - 1];
	const change = sample(settings, ask, await fetchCounts(scope, settings, ask, deadline));
	if (!change) {
		const { start, end } = ask.window;
		const days = start === end ? `on ${start}` : `from ${start} to ${end}`;
		const what = settings.triggerOn === 'limit' ? ' of anything that has a limit' : '';
		throw new NodeOperationError(scope.node, `FlowMate counted no executions ${days}${what}`, {
			description: settings.only
				? "There is nothing to show as a sample. Look at 'Only These', choose a longer 'Window', or let a flow " +
					'run first. The active workflow waits for executions.'
				: "There is nothing to show as a sample. Choose a longer 'Window', or let a flow run first. The active workflow waits for executions.",
		});
	}
	return await withNames(scope, settings, [change], now, deadline);
}

async function withNames(
	scope: Scope,
	settings: Settings,
	changes: Change[],
	now: number,
	deadline: number,
): Promise<INodeExecutionData[]> {
	const areWanted = settings.addNames && changes.length > 0;
	const names = areWanted ? await fetchNames(scope, settings.groupBy, deadline) : undefined;
	return toItems(settings, changes, now, names);
}

/** GET /icenter/executions?start&end&groupby, days as YYYY-MM-DD, both included. */
async function fetchCounts(
	scope: Scope,
	{ groupBy }: Settings,
	{ window, until }: Ask,
	deadline: number,
): Promise<Counts> {
	const subject = {
		what: `the execution counts from ${window.start} to ${until}`,
		permission: 'icenter.read',
		repeatable: true,
	};
	const answer = await scope.send({
		method: 'GET',
		path: pathOf('icenter', 'executions'),
		qs: { start: window.start, end: until, groupby: groupBy },
		subject,
		deadline,
		done: list('data'),
	});
	const counts = readCounts(answer.body, groupBy);
	if (typeof counts !== 'string') return counts;
	const error = scope.unreadable(answer, subject);
	error.message += `: ${counts}`;
	throw error;
}
