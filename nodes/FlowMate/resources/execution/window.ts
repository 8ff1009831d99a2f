import { entry } from '../../kit/parameter';
import type { Entry, Parameter } from '../../kit/parameter';
import { choice, optionalText, options } from '../../kit/parameters';
import type { Scope } from '../../kit/scope';
import type { Calendar, Window } from './calendar';
import { dayIn, later, todayIn, windowOf } from './calendar';
import { checkOrder, end, start } from './days';

export const CALENDAR: Array<{ name: string; value: Calendar; description: string }> = [
	{ name: 'Day', value: 'day', description: 'From midnight to midnight' },
	{ name: 'Month', value: 'month', description: 'From the first to the last day of a month' },
	{ name: 'Week', value: 'week', description: 'From Monday to Sunday' },
];

/** The window that is under way. */
export const currentWindow = choice({
	displayName: 'Window',
	name: 'window',
	type: 'options',
	options: CALENDAR,
	default: 'month',
	description: 'Period that executions are counted in: the day, week or month that is under way',
});

export const firstDay = entry(options, start, {
	hint: undefined,
	description: "First day to count, included, e.g. 2026-11-01, in the place of 'Window'",
});

export const lastDay = entry(options, end, {
	hint: undefined,
	description: "Last day to count, included, e.g. 2026-11-30. Today if it is left out. It goes with 'Start'.",
});

export const timezone = optionalText({
	displayName: 'Timezone',
	name: 'timezone',
	type: 'string',
	default: '',
	placeholder: 'e.g. Europe/Berlin',
	description: 'Time zone in which the windows begin. Leave empty for the time zone of the workflow.',
});

export const timezoneOption = entry(options, timezone);

/** The time zone that was entered, or the workflow's. @throws NodeOperationError for one that nobody knows */
export function zoneOf(scope: Scope, parameter: Parameter<string | undefined> | Entry<string | undefined>): string {
	const zone = scope.read(parameter)?.trim() || scope.timezone;
	try {
		dayIn(zone, 0);
		return zone;
	} catch {
		throw scope.badInput(
			`'Timezone' is not a time zone: ${JSON.stringify(zone).slice(0, 60)}`,
			'Enter a name such as Europe/Berlin or UTC, or leave it empty for the time zone of the workflow',
		);
	}
}

/** What to ask for, and the window that events belong to: the same all through a month, although only its days so far are asked for. */
export interface Asked {
	days: Window;
	window: Window;
}

/** The window under 'Window', or the days under 'Options'. @throws NodeOperationError for days that make no window */
export function askedWindow(scope: Scope): Asked {
	const kind = scope.read(currentWindow);
	const zone = zoneOf(scope, timezoneOption);
	const today = todayIn(zone, scope.service.clock.now());
	const [from, to] = [scope.read(firstDay), scope.read(lastDay)];
	if (from !== undefined) {
		checkOrder(scope, from, to, zone);
		return { window: { start: from, end: to ?? '' }, days: { start: from, end: to ?? later(from, today) } };
	}
	if (scope.has(firstDay) || scope.has(lastDay)) {
		throw scope.badInput("'Start' is empty", "Enter the first day to count, or remove 'Start' and 'End'");
	}
	const window = windowOf(kind, today);
	return { window, days: { start: window.start, end: today } };
}
