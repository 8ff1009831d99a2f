import { day } from '../../kit/parameters';
import type { Scope } from '../../kit/scope';
import type { Day } from './calendar';
import { addDays, dayIn, earliestDay, later } from './calendar';

export const start = day({
	displayName: 'Start',
	name: 'start',
	type: 'dateTime',
	default: '',
	hint: 'Empty: one month ago',
	description: 'First day to count, included, e.g. 2026-11-01. Empty for one month ago.',
});

export const end = day({
	displayName: 'End',
	name: 'end',
	type: 'dateTime',
	default: '',
	hint: 'Empty: today',
	description: 'Last day to count, included, e.g. 2026-11-30. Empty for today.',
});

/**
 * Without 'Start' FlowMate counts from one month ago, without 'End' until today.
 *
 * @param zone the time zone of today, where it is not the workflow's; FlowMate does not say which is its own
 * @throws NodeOperationError where the first day is after the last one
 */
export function checkOrder(scope: Scope, from: Day | undefined, to: Day | undefined, zone = scope.timezone): void {
	const now = scope.service.clock.now();
	const today = [zone, scope.timezone, 'UTC'].map((place) => dayIn(place, now)).reduce(later);
	if (from && from > (to ?? today)) throw reversed(scope, from, to);
	if (from || !to || to >= addDays(earliestDay(now), -LONGEST_MONTH)) return;
	throw scope.badInput(
		`'Start' is empty, and 'End' (${to}) is before one month ago, where FlowMate begins`,
		"Enter the first day to count under 'Start'",
	);
}

const LONGEST_MONTH = 31;

const reversed = (scope: Scope, from: Day, to: Day | undefined) =>
	to
		? scope.badInput(`'Start' (${from}) is after 'End' (${to})`, "Choose a 'Start' that is not later than 'End'")
		: scope.badInput(
				`'Start' (${from}) is in the future, and without 'End' the days until today are counted`,
				"Choose a 'Start' that is not later than today, or enter an 'End'",
			);
