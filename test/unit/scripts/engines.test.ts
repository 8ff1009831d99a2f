import type { Step } from '../../../scripts/engines/probe';
import { summaryOf, tableOf, withTable } from '../../../scripts/engines/table';

const old = { folder: '/old', core: '1.0.0', workflow: '1.1.0' };
const young = { folder: '/young', core: '2.0.0', workflow: '2.2.0' };

test('the table has a row for each step and a column for each engine, also where a step was not reached', () => {
	const table = tableOf(
		new Map([
			[old, [{ title: 'Get' }, { title: 'Send', failure: 'no' }]],
			[young, [{ title: 'Get' }, { title: 'Send' }, { title: 'Poll' }]],
		]),
	);
	expect(table.split('\n')).toEqual([
		'| n8n-core | 1.0.0 | 2.0.0 |',
		'| --- | :-: | :-: |',
		'| with n8n-workflow | 1.1.0 | 2.2.0 |',
		'| Get | ✓ | ✓ |',
		'| Send | ✗ | ✓ |',
		'| Poll | ✗ | ✓ |',
	]);
});

test('the short table names what does not pass', () => {
	const steps = [{ title: 'Get' }, { title: 'Send', failure: 'no' }, { title: 'Poll', failure: 'no' }];
	expect(
		summaryOf(new Map([[old, steps]]))
			.split('\n')
			.at(-1),
	).toBe('| 1.0.0 | 1.1.0 | 1 of 3 | Send; Poll |');
});

test('the minimum is the oldest engine from which on everything passes', () => {
	const passed = [{ title: 'Get' }];
	const failed = [{ title: 'Get', failure: 'no' }];
	const minimum = (...all: Step[][]) =>
		summaryOf(new Map(all.map((steps, index) => [{ ...old, core: `1.${index * 10}.4` }, steps]))).split(
			'\n',
		)[0];
	expect(minimum(passed, failed, passed, passed)).toMatch(
		/^\*\*n8n 1\.21 or newer\*\* is needed: it has n8n-core 1\.20\.4 /,
	);
	expect(minimum(passed, passed)).toMatch('n8n 1.1 or newer');
	expect(minimum(passed, failed)).toBe('In the newest engine not every step passes.');
});

const BEGIN = '<!-- engines: npm run test:engines -- --write -->';

test('the table takes the place of the one before it', () => {
	expect(withTable(`# A\n${BEGIN}\n| old |\n<!-- /engines -->\nB\n`, '| new |')).toBe(
		`# A\n${BEGIN}\n| new |\n<!-- /engines -->\nB\n`,
	);
});

test('a page without a place for the table is refused', () => {
	expect(() => withTable('# A\n', '| new |')).toThrow('There is no place for the table');
});
