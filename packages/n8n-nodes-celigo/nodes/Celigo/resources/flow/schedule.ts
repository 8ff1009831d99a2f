import { isRecord } from '../../kit/answer';
import { shown } from '../../kit/readers';
import type { Scope } from '../../kit/scope';

/** Celigo's schedules have six fields, the first of which is always a question mark. */
const isSchedule = (text: string): boolean => {
	const parts = text.split(/\s+/);
	return parts.length === 6 && parts[0] === '?';
};

const EXAMPLE = '? 0 2 ? * *';

/**
 * Checks the schedules of a flow and of its page generators. Only what all of Celigo's documents agree on is checked: six parts,
 * `?` first. Whether hours may be written as steps, and how short an interval may be, Celigo says itself.
 *
 * @throws NodeOperationError with an example
 */
export function checkSchedules(scope: Scope, document: Record<string, unknown>): void {
	check(scope, "'Schedule'", document.schedule);
	const generators: unknown[] = Array.isArray(document.pageGenerators) ? document.pageGenerators : [];
	for (const [index, generator] of generators.entries()) {
		if (isRecord(generator)) check(scope, `'Schedule' of source ${index + 1}`, generator.schedule);
	}
}

function check(scope: Scope, name: string, schedule: unknown): void {
	if (schedule === undefined || schedule === null || schedule === '') return;
	if (typeof schedule === 'string' && isSchedule(schedule.trim())) return;
	throw scope.badInput(
		`${name} is not a schedule as Celigo writes it: ${shown(schedule)}`,
		`It has six parts and begins with a question mark, such as ${EXAMPLE} for 02:00 every day: ` +
			'?, minute, hour, day of month, month, day of week',
	);
}
