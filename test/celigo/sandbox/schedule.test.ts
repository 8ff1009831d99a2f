import { IDS, startWorld, type World } from './world';

let world: World;
beforeEach(async () => {
	world = await startWorld();
});
afterEach(async () => await world.sandbox.close());

const create = async (fields: object) => {
	const { status, text } = await world.ask('POST', '/flows', {
		body: { name: 'a', disabled: true, ...fields },
	});
	return [status, /"code":"(\w+)"/.exec(text)?.[1]];
};

describe('A schedule', () => {
	test.each([
		'? 0 2 ? * *',
		'? */5 * * * *',
		'? 5 9 ? * 1,2,3,4,5',
		'? 10-59/15 */8 ? * 0-6',
		'? 0,15,30,45 * ? * *',
		'? */1,2,4,6,8,12 * * * *',
		'? * * * * *',
		'? 59 23 31 12 6',
		'',
	])('may be "%s"', async (schedule) => {
		expect(await create({ schedule })).toEqual([201, undefined]);
		const pageGenerators = [{ _exportId: IDS.getItems, schedule }];
		expect(await create({ pageGenerators })).toEqual([201, undefined]);
	});

	test.each([
		['five parts', '0 2 * * *'],
		['seven parts', '? 0 2 ? * * 2026'],
		['a first part that is no question mark', '0 0 2 ? * *'],
		['a double blank', '?  0 2 ? * *'],
		['a blank at the end', '? 0 2 ? * * '],
		['minute 60', '? 60 2 ? * *'],
		['hour 24', '? 0 24 ? * *'],
		['day 0', '? 0 2 0 * *'],
		['day 32', '? 0 2 32 * *'],
		['month 13', '? 0 2 ? 13 *'],
		['weekday 7', '? 0 2 ? * 7'],
		['a range in the wrong order', '? 30-10 2 ? * *'],
		['a step of nothing', '? */0 2 ? * *'],
		['words', '? 0 2 ? JAN MON'],
		['an empty entry', '? 0,,5 2 ? * *'],
	])('may not have %s', async (_, schedule) => {
		expect(await create({ schedule })).toEqual([422, 'invalid_schedule']);
		const pageGenerators = [{ _exportId: IDS.getItems, schedule }];
		expect(await create({ pageGenerators })).toEqual([422, 'invalid_schedule']);
	});

	test('may be an object, as newer documents have it', async () => {
		expect(await create({ schedule: { frequency: 'daily', cron: '? 0 2 ? * *' } })).toEqual([201, undefined]);
		expect(await create({ schedule: { cron: '0 2 * * *' } })).toEqual([422, 'invalid_schedule']);
	});
});

test.each(['Europe/Berlin', 'UTC', 'America/Argentina/Buenos_Aires', ''])(
	'A time zone may be "%s"',
	async (timezone) => {
		expect(await create({ timezone })).toEqual([201, undefined]);
	},
);

test.each(['Europe/Atlantis', 'Mars', '+01:00', 'CET+1'])('A time zone may not be "%s"', async (timezone) => {
	expect(await create({ timezone })).toEqual([422, 'invalid_timezone']);
});

describe('A flow', () => {
	test('does not begin with a lookup', async () => {
		expect(await create({ pageGenerators: [{ _exportId: IDS.lookUp }] })).toEqual([422, 'invalid_ref']);
		const pageProcessors = [{ type: 'export', _exportId: IDS.lookUp }];
		expect(await create({ pageGenerators: [{ _exportId: IDS.getItems }], pageProcessors })).toEqual([
			201,
			undefined,
		]);
	});

	test.each([
		['no branches', [{ id: 'a' }]],
		['a branch without a name', [{ id: 'a', branches: [{ pageProcessors: [] }] }]],
		[
			'the id of another one',
			[
				{ id: 'a', branches: [{ name: 'b' }] },
				{ id: 'a', branches: [{ name: 'b' }] },
			],
		],
		['a next router that is not there', [{ id: 'a', branches: [{ name: 'b', nextRouterId: 'c' }] }]],
	])('has no router with %s', async (_, routers) => {
		expect(await create({ routers })).toEqual([422, 'invalid_field']);
	});
});
