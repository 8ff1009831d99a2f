import fc from 'fast-check';
import { runs } from '../../runs';
import type { Platform } from './platform';
import { TIMEZONES } from './timezones';

/** Something that happens at the platform or in n8n. */
export type Step =
	| { does: 'count'; user: string; executions: number }
	| { does: 'take back'; user: string; executions: number }
	| { does: 'hide' | 'show'; user: string }
	| { does: 'wait'; ms: number }
	| { does: 'poll' | 'publish' | 'poll twice at once' | 'kill' | 'test in the editor' }
	| { does: 'poll in vain'; nth: number; how: 'status' | 'text' | 'row without key' | 'row without count' }
	| { does: 'change timezone'; timezone: string }
	| { does: 'change keys'; users: string[] }
	| { does: 'change minimum'; minDifference: number }
	| { does: 'change limit'; user: string; limit: number }
	| { does: 'change percentages'; percentages: number[] }
	| { does: 'poll with a wrong clock'; ms: number; polls?: number }
	| { does: 'rename'; name: string };

export const USERS = ['a', 'b', 'c'];

/** Of each kind. */
export const HISTORIES = runs(100);

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

const user = fc.constantFrom(...USERS);
const executions = fc.integer({ min: 1, max: 9 });
const timezone = fc.constantFrom(...TIMEZONES);

const count = fc.record({ does: fc.constant('count' as const), user, executions });
const wait = fc.record({
	does: fc.constant('wait' as const),
	ms: fc.oneof(
		{ weight: 4, arbitrary: fc.integer({ min: SECOND, max: 10 * MINUTE }) },
		{ weight: 4, arbitrary: fc.integer({ min: MINUTE, max: 14 * HOUR }) },
		{ weight: 1, arbitrary: fc.integer({ min: HOUR, max: 5 * DAY }) },
	),
});
const poll = fc.constant({ does: 'poll' as const });
const wrongClock = fc.record({
	does: fc.constant('poll with a wrong clock' as const),
	ms: fc.oneof(fc.integer({ min: -9 * DAY, max: -DAY }), fc.integer({ min: 2 * DAY, max: 29 * DAY })),
});
const interruption = fc.oneof(
	fc.record({
		does: fc.constant('poll in vain' as const),
		nth: fc.integer({ min: 1, max: 3 }),
		how: fc.constantFrom(
			'status' as const,
			'text' as const,
			'row without key' as const,
			'row without count' as const,
		),
	}),
	fc.constantFrom(
		{ does: 'kill' as const },
		{ does: 'poll twice at once' as const },
		{ does: 'publish' as const },
		{ does: 'test in the editor' as const },
	),
	fc.record({ does: fc.constant('rename' as const), name: fc.constantFrom('Trigger', 'Limit', 'Counts') }),
	wrongClock,
);
const believedClock = fc.record({
	does: fc.constant('poll with a wrong clock' as const),
	ms: fc.integer({ min: -9 * DAY, max: 29 * DAY }),
	polls: fc.integer({ min: 1, max: 4 }),
});
const byDays = believedClock.filter(({ ms }) => Math.abs(ms) > 2 * DAY);
const oddity = fc.oneof(
	believedClock,
	fc.record({ does: fc.constant('take back' as const), user, executions }),
	fc.record({ does: fc.constantFrom('hide' as const, 'show' as const), user }),
);
const limits = fc.oneof(
	fc.record({ does: fc.constant('change limit' as const), user, limit: fc.constantFrom(0, 4, 10, 20, 60) }),
	fc.record({
		does: fc.constant('change percentages' as const),
		percentages: fc.subarray([16.1, 50, 80, 100, 120], { minLength: 1 }),
	}),
);
const change = fc.oneof(
	fc.record({ does: fc.constant('change timezone' as const), timezone }),
	fc.record({ does: fc.constant('change keys' as const), users: fc.subarray(USERS, { minLength: 1 }) }),
	fc.record({ does: fc.constant('change minimum' as const), minDifference: fc.integer({ min: 1, max: 12 }) }),
);

const plain = [
	{ weight: 4, arbitrary: count },
	{ weight: 4, arbitrary: wait },
	{ weight: 4, arbitrary: poll },
	{ weight: 2, arbitrary: interruption },
];

/** Counts rise, time passes, polls succeed, fail, overlap, are missed and repeated. */
export const steps: fc.Arbitrary<Step[]> = fc.array(fc.oneof(...plain), { minLength: 5, maxLength: 60 });

/** Beside that, the clock is wrong by days for as many polls as it takes to be believed, and is then put right for as many. */
export const clockSteps: fc.Arbitrary<Step[]> = fc
	.array(
		fc.oneof(...plain.map(({ weight, arbitrary }) => ({ weight, arbitrary: fc.tuple(arbitrary) })), {
			weight: 2,
			arbitrary: fc.tuple(byDays, poll, poll),
		}),
		{ minLength: 5, maxLength: 60 },
	)
	.map((steps) => steps.flat());

/** Beside that, counts fall, keys vanish and return, and settings change. */
export const wildSteps: fc.Arbitrary<Step[]> = fc.array(
	fc.oneof(
		...plain,
		{ weight: 2, arbitrary: oddity },
		{ weight: 1, arbitrary: change },
		{ weight: 2, arbitrary: limits },
	),
	{ minLength: 5, maxLength: 60 },
);

export type Setting = typeof setting extends fc.Arbitrary<infer T> ? T : never;

/** Where and when it happens: at turns of days, weeks, months and years and of daylight-saving time, and at any other time. */
export const setting = fc.record({
	keeping: fc.constantFrom('memory' as const, 'database' as const, 'cursor' as const),
	kind: fc.constantFrom('day' as const, 'week' as const, 'month' as const),
	timezone,
	platformTimezone: timezone,
	begin: fc.oneof(
		fc
			.constantFrom(
				'2025-12-30T12:00Z',
				'2026-02-27T18:00Z',
				'2026-03-07T20:00Z',
				'2026-03-28T12:00Z',
				'2026-04-23T12:00Z',
				'2026-10-24T12:00Z',
				'2026-10-31T20:00Z',
				'2011-12-29T02:00Z',
			)
			.map((time) => Date.parse(time)),
		fc.integer({ min: Date.parse('2020-01-01'), max: Date.parse('2030-01-01') }),
	),
});

/** What came of breaking an answer. */
export interface Broken {
	/** The first day of the window that it was for. */
	start: string;
	/** What is wrong with a row of it; undefined where nothing of it can be read. */
	trouble?: string;
}

/** The window of the nth request from now on gets answers that no state may come from. @returns what came of it, if it came to that */
export function breakAnswer(
	platform: Platform,
	{ nth, how }: Step & { does: 'poll in vain' },
): () => Broken | undefined {
	const before = platform.asked.length;
	let broken: Broken | undefined;
	platform.fault = (rows, request) => {
		const { start } = platform.asked[request - 1];
		const trouble = how.startsWith('row') && rows.length > 0 ? how : undefined;
		if (request - before === nth) broken ??= { start, trouble };
		if (start !== broken?.start) return undefined;
		switch (how) {
			case 'status':
				return 500;
			case 'text':
				return '{"data":[{"_id":"a","exec';
			case 'row without key':
				return { data: [...rows, { executions: 3 }] };
			case 'row without count':
				return { data: [...rows, { _id: 'a', executions: 'many' }] };
		}
	};
	return () => broken;
}
