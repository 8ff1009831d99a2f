import { isRecord } from '../../request/answer';
import type { Item } from '../../request/item';

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
export function checkSchedules(item: Item, document: Record<string, unknown>): void {
	check(item, "'Schedule'", document.schedule);
	const generators: unknown[] = Array.isArray(document.pageGenerators) ? document.pageGenerators : [];
	for (const [index, generator] of generators.entries()) {
		if (isRecord(generator)) check(item, `'Schedule' of source ${index + 1}`, generator.schedule);
	}
}

function check(item: Item, name: string, schedule: unknown): void {
	if (schedule === undefined || schedule === null || schedule === '') return;
	if (typeof schedule === 'string' && isSchedule(schedule.trim())) return;
	throw item.badInput(
		`${name} is not a schedule as Celigo writes it: ${JSON.stringify(schedule)?.slice(0, 60)}`,
		`It has six parts and begins with a question mark, such as ${EXAMPLE} for 02:00 every day: ?, minute, hour, day of month, month, day of week`,
	);
}
