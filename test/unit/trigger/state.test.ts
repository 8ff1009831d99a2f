import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';
import { readState, writeState, type State } from '../../../nodes/FlowMate/trigger/state';

const ID = '6762e154616e91cb8d8b1aaf';

const state = (from: string, windows: Record<string, Record<string, number>>): State => ({
	from,
	bases: new Map(Object.entries(windows).map(([day, counts]) => [day, new Map(Object.entries(counts))])),
});

function stored(from: string, windows: Record<string, Record<string, number>>): IDataObject {
	const data: IDataObject = {};
	writeState(data, 'settings', state(from, windows));
	return data;
}

describe('The state', () => {
	it('is one short text of counts', () => {
		expect(stored('2026-03-09', { '2026-03-09': { [ID]: 12, b: 3 }, '2026-03-10': { b: 1, c: 5 } })).toEqual({
			settings: 'settings',
			from: '2026-03-09',
			windows: ['2026-03-09', '2026-03-10'],
			counts: `${ID}=12 b=3,1 c=,5`,
		});
	});

	it('comes back from JSON as it was', () => {
		const key = fc.oneof(
			fc.constant(ID),
			fc.string({ minLength: 1, unit: 'binary' }),
			fc.string({ minLength: 1, unit: fc.constantFrom(...' =,%20a') }),
		);
		const counts = fc.array(fc.tuple(key, fc.integer({ min: 1 })), { maxLength: 20 });
		fc.assert(
			fc.property(counts, counts, (first, second) => {
				const bases = new Map([
					['2026-03-09', new Map(first)],
					['2026-03-10', new Map(second)],
				]);
				const data: IDataObject = {};
				writeState(data, 'settings', { from: '2026-03-09', bases });
				const read = readState(JSON.parse(JSON.stringify(data)) as IDataObject, 'settings');
				expect(read).toEqual({ from: '2026-03-09', bases });
			}),
		);
	});

	it('leaves out what is 0', () => {
		expect(stored('2026-03-09', { '2026-03-09': { a: 0, b: 1 } }).counts).toBe('b=1');
	});

	it('is not written where nothing changed', () => {
		const data = Object.freeze(stored('2026-03-09', { '2026-03-09': { a: 1 } }));
		expect(() => writeState(data, 'settings', state('2026-03-09', { '2026-03-09': { a: 1 } }))).not.toThrow();
	});

	it('takes the place of whatever was there', () => {
		const data: IDataObject = { lastItemDate: '2020-01-01', counts: 7 };
		writeState(data, 'settings', state('2026-03-09', {}));
		expect(data).toEqual({ settings: 'settings', from: '2026-03-09', windows: [], counts: '' });
	});

	test.each([
		['nothing', {}],
		['the state of other settings', { settings: 'others', from: '2026-03-09', windows: [], counts: '' }],
		['no windows', { settings: 'settings', from: '2026-03-09', counts: '' }],
		['no counts', { settings: 'settings', from: '2026-03-09', windows: [] }],
		[
			'a count that is none',
			{ settings: 'settings', from: '2026-03-09', windows: ['2026-03-09'], counts: 'a=x' },
		],
		['a key alone', { settings: 'settings', from: '2026-03-09', windows: ['2026-03-09'], counts: 'a' }],
		[
			'more counts than windows',
			{ settings: 'settings', from: '2026-03-09', windows: ['2026-03-09'], counts: 'a=1,2' },
		],
	])('begins anew from %s', (_what, data) => {
		expect(readState(data, 'settings')).toBeUndefined();
	});
});
