import { NodeApiError } from 'n8n-workflow';
import { operation } from '../../kit/operation';
import type { Outcome } from '../../kit/outcome';
import { failed } from '../../kit/outcome';
import type { Item } from '../../kit/scope';
import { addDays, earlier, earliestDay } from './calendar';
import type { Counts } from './counts';
import { matchable } from './counts';
import type { Known, Usage } from './customers';
import { usageOf } from './customers';
import { eventId, limitReached } from './eventId';
import { fetchCounts } from './fetchCounts';
import type { LimitTarget } from './limitTargets';
import { limitsParameters, limitTargets } from './limitTargets';
import { percentages } from './percentages';
import { percentageUsed, reachedOf } from './reached';
import type { Asked } from './window';
import { askedWindow, currentWindow, firstDay, lastDay, timezoneOption } from './window';

/**
 * GET /icenter/executions?start&end&groupby=user, once for all limits; GET /users besides, once, where a customer is in none of its rows.
 */
export const checkLimits = operation({
	name: 'Check Limits',
	value: 'checkLimits',
	action: 'Check execution limits',
	description: 'Compare how many executions your customers had with their limits, all at once',
	method: 'GET',
	path: ['icenter', 'executions'],
	permission: 'icenter.read',
	uses: [...limitsParameters, percentages, currentWindow, firstDay, lastDay, timezoneOption],
	many: { noun: 'limits', verb: 'checked', reads: true, targets: limitTargets, work: check },
});

async function check(item: Item, targets: LimitTarget[]): Promise<Outcome[]> {
	const asked = askedWindow(item);
	const steps = item.read(percentages);
	const names = targets.filter(({ problem }) => !problem).map(({ id }) => id);
	const known = names.length > 0 ? await usageOf(item, await countsOf(item, asked), names) : new Map();
	return targets.map((target): Outcome => {
		const { id, index, problem } = target;
		if (problem) return { id, error: problem };
		const usage = known.get(matchable(id)) as Known;
		if ('reason' in usage) return failed(id, usage.code, `${usage.reason} [item ${index}]`);
		return { id, found: compared(usage, target, steps, asked) };
	});
}

/** @throws NodeApiError where FlowMate says that it counted fewer days than it was asked for: customers would seem far from their limits */
async function countsOf(item: Item, { days }: Asked): Promise<Counts> {
	const counts = await fetchCounts(item, 'user', days);
	const { start = days.start, end = days.end } = counts.counted ?? {};
	// Days that are to come may be left out, and the last one may be called by its name in another time zone.
	const last = addDays(earlier(days.end, earliestDay(item.service.clock.now())), -1);
	if (start <= days.start && end >= last) return counts;
	const message = `FlowMate counted the executions from ${start} to ${end}, not from ${days.start} to ${days.end}`;
	const description = "Ask for fewer days with 'Start' and 'End' under 'Options'";
	throw new NodeApiError(item.node, { message }, { message, description, httpCode: '200' });
}

/** How far a customer is with his limit; the ID is that of the highest percentage reached. */
function compared(
	{ key, username, executions }: Usage,
	{ limit }: LimitTarget,
	steps: number[],
	{ window, days }: Asked,
) {
	const reached = reachedOf(steps, limit, executions);
	const percentage = reached.at(-1);
	return {
		id: key,
		username: username ?? null,
		executions,
		limit,
		percentageUsed: percentageUsed(limit, executions),
		percentage: percentage ?? null,
		reached,
		eventId: percentage === undefined ? null : eventId('user', key, window, limitReached(percentage, limit)),
		window: { start: window.start, end: window.end || days.end },
	};
}
