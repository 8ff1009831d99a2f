import type { IDataObject } from 'n8n-workflow';
import { isRecord } from '../../kit/answer';
import { shown } from '../../kit/shown';
import type { Scope } from '../../kit/scope';

/** Celigo's schedules have six fields, the first of which is always a question mark. */
const isSchedule = (text: string): boolean => {
	const parts = text.split(' ');
	return parts.length === 6 && parts[0] === '?';
};

const EXAMPLE = '? 0 2 ? * *';

/**
 * A flow with its schedules, and those of its page generators, as Celigo takes them: with one blank between the parts. Only what all of
 * Celigo's documents agree on is checked: six parts, `?` first. Whether hours may be written as steps, and how short an interval may
 * be, Celigo says itself; so it does of schedules that are objects.
 *
 * @throws NodeOperationError with an example
 */
export function withSchedules(scope: Scope, document: IDataObject): IDataObject {
	const generators = document.pageGenerators;
	return {
		...tidied(scope, "'Schedule'", document),
		...(Array.isArray(generators) && {
			pageGenerators: generators.map((generator: unknown, index) =>
				isRecord(generator) ? tidied(scope, `'Schedule' of source ${index + 1}`, generator as IDataObject) : generator,
			) as IDataObject[],
		}),
	};
}

function tidied(scope: Scope, name: string, holder: IDataObject): IDataObject {
	const { schedule } = holder;
	if (schedule === undefined || schedule === null || schedule === '' || isRecord(schedule)) return holder;
	const text = typeof schedule === 'string' ? schedule.trim().replace(/\s+/g, ' ') : '';
	if (isSchedule(text)) return { ...holder, schedule: text };
	throw scope.badInput(
		`${name} is not a schedule as Celigo writes it: ${shown(schedule)}`,
		`It has six parts and begins with a question mark, such as ${EXAMPLE} for 02:00 every day: ` +
			'?, minute, hour, day of month, month, day of week',
	);
}
