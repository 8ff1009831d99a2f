import fc from 'fast-check';
import { readState, writeState, type Base, type State } from '../../../nodes/FlowMate/trigger/state';

const ID = '6762e154616e91cb8d8b1aaf';

const state = (windows: Record<string, Record<string, number | Base>>): State => ({
	at: 1_000,
	from: '2026-03-09',
	until: '2026-03-10',
	only: undefined,
	bases: new Map(
		Object.entries(windows).map(([day, counts]) => [
			day,
			new Map(
				Object.entries(counts).map(([key, base]) => [key, typeof base === 'number' ? { count: base } : base]),
			),
		]),
	),
	unreadable: [],
});

const written = (windows: Record<string, Record<string, number | Base>>) =>
	writeState(state(windows), 'settings');

describe('The state', () => {
	it('is one short text of counts, and of what was told', () => {
		const told = new Map([
			[80, { limit: 10, again: false }],
			[16.1, { limit: 20, again: true }],
		]);
		expect(
			written({ '2026-03-09': { [ID]: 12, b: { count: 9, told } }, '2026-03-10': { b: 1, c: 5 } }).split(
				'\n',
			),
		).toEqual([
			'{"settings":"settings","at":1000,"from":"2026-03-09","until":"2026-03-10","unreadable":[],"windows":["2026-03-09","2026-03-10"]}',
			`${ID}=12 b=9:80@10:16.1@20+,1 c=,5`,
		]);
	});

	it('comes back as it was', () => {
		const key = fc.oneof(
			fc.constant(ID),
			fc.string({ minLength: 1, unit: 'binary' }),
			fc.string({ minLength: 1, unit: fc.constantFrom(...' =,%20a\n:@') }),
		);
		const telling = fc.record({ limit: fc.integer({ min: 1 }), again: fc.boolean() });
		const told = fc
			.array(fc.tuple(fc.constantFrom(0.1, 16.1, 80, 100), telling), { minLength: 1 })
			.map((entries) => new Map(entries));
		const base: fc.Arbitrary<Base> = fc.oneof(
			fc.record({ count: fc.integer({ min: 1 }) }),
			fc.record({ count: fc.nat(), told }),
		);
		const counts = fc.array(fc.tuple(key, base), { maxLength: 20 });
		const others = fc.record({
			at: fc.nat(),
			until: fc.constant('2026-03-10'),
			origin: fc.option(
				fc.record({
					at: fc.nat(),
					from: fc.constant('2026-03-08'),
					since: fc.nat(),
				}),
				{ nil: undefined },
			),
			only: fc.array(fc.string()),
			unreadable: fc.array(fc.string()),
		});
		fc.assert(
			fc.property(counts, counts, others, (first, second, rest) => {
				const bases = new Map([
					['2026-03-09', new Map(first)],
					['2026-03-10', new Map(second)],
				]);
				const before = { ...rest, from: '2026-03-09', bases };
				expect(readState(writeState(before, 'settings'), 'settings')).toEqual(before);
			}),
		);
	});

	it('keeps a count of 0, which is that of a key whose executions are held back', () => {
		expect(written({ '2026-03-09': { a: 0, b: 1 } })).toMatch(/\na=0 b=1$/);
	});

	test.each([
		['nothing', undefined],
		['the state of other settings', writeState(state({}), 'others')],
		['no JSON', '{"settings":'],
		['a head without windows', '{"settings":"settings"}\n'],
		['a head alone', written({}).trim()],
		['nothing but null', 'null\n'],
	])('begins anew from %s', (_what, text) => {
		expect(readState(text, 'settings')).toBeUndefined();
	});
});
