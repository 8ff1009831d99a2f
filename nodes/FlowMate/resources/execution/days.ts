import { day } from '../../kit/parameters';
import type { Scope } from '../../kit/scope';

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

/** @throws NodeOperationError where the first day is after the last one */
export function checkOrder(scope: Scope, from: string | undefined, to: string | undefined): void {
	if (!from || !to || from <= to) return;
	throw scope.badInput(`'Start' (${from}) is after 'End' (${to})`, "Choose a 'Start' that is not later than 'End'");
}
