import { withSchedules } from '../../../../packages/n8n-nodes-celigo/nodes/Celigo/resources/flow/schedule';
import { itemWith } from '../item';

const check = (document: object) => () => withSchedules(itemWith(), { ...document });

describe('A schedule', () => {
	test.each(['? 0 2 ? * *', '? 5 9 ? * 1,2,3,4,5', '? 0,15,30,45 * ? * *', '? */5 * * * *', ''])(
		"'%s' passes",
		(schedule) => {
			expect(check({ schedule })).not.toThrow();
		},
	);

	test.each(['0 2 * * *', '0 0 2 ? * *', '? 0 2 ? *', '? 0 2 ? * * 2026', 'daily', 7, ['? 0 2 ? * *']])(
		'%j is refused with an example',
		(schedule) => {
			expect(check({ schedule })).toThrow("'Schedule' is not a schedule as Celigo writes it");
			expect(check({ schedule })).toThrow(
				expect.objectContaining({ description: expect.stringContaining('? 0 2 ? * *') }),
			);
		},
	);

	it('is written with one blank between its parts', () => {
		const schedule = ' ?  0\t2 ? * * ';
		expect(withSchedules(itemWith(), { schedule, pageGenerators: [{ schedule }, {}] })).toEqual({
			schedule: '? 0 2 ? * *',
			pageGenerators: [{ schedule: '? 0 2 ? * *' }, {}],
		});
	});

	it('that is an object is passed on', () => {
		const schedule = { frequency: 'daily' };
		expect(withSchedules(itemWith(), { schedule })).toEqual({ schedule });
	});

	it('of a source is checked, too', () => {
		const pageGenerators = [{ _exportId: 'a', schedule: '? 0 2 ? * *' }, { schedule: '0 2 * * *' }];
		expect(check({ pageGenerators })).toThrow("'Schedule' of source 2 is not a schedule");
	});
});
