import type { IDataObject } from 'n8n-workflow';
import { pollScope } from '../../../nodes/FlowMate/kit/contexts';
import { accountAlone } from '../../../nodes/FlowMate/service';
import { triggerOn } from '../../../nodes/FlowMate/trigger/parameters';
import { readSettings } from '../../../nodes/FlowMate/trigger/settings';
import { N8n } from './n8n';
import { Platform } from './platform';

const ID = '6762e154616e91cb8d8b1aaf';

async function read(parameters: IDataObject) {
	const n8n = new N8n(new Platform());
	n8n.workflowTimezone = 'Europe/Berlin';
	Object.assign(n8n.parameters, parameters);
	const scope = pollScope(accountAlone, n8n.context());
	return await readSettings(scope, scope.read(triggerOn) as 'executions');
}

const limits = async (parameters: IDataObject) =>
	(await read({ triggerOn: 'limit', limit: 100, ...parameters })).limits;

describe('Settings', () => {
	it('come from the parameters', async () => {
		expect(await read({})).toMatchObject({
			triggerOn: 'executions',
			groupBy: 'user',
			window: 'day',
			timezone: 'Europe/Berlin',
			only: undefined,
			minDifference: 1,
			emitExisting: false,
			combine: false,
			addNames: false,
		});
	});

	it('have a number of days where the window slides', async () => {
		const { window } = await read({ triggerOn: 'snapshot', window: 'lastDays', days: '7' });
		expect(window).toEqual({ lastDays: 7 });
	});

	test.each<[string, IDataObject, string[]]>([
		[
			'users chosen from the list, by ID, URL and user name',
			{
				selected: [
					{ user: { mode: 'list', value: ID } },
					{ user: { mode: 'id', value: ` ${ID} ` } },
					{
						user: { mode: 'url', value: 'https://app.example.com/users/6762e154616e91cb8d8b1ab0?tab=flows' },
					},
					{ user: { mode: 'username', value: 'Customer-1001' } },
				],
			},
			[ID, '6762e154616e91cb8d8b1ab0', 'customer-1001'],
		],
		['a list of texts', { ids: [{ ids: `${ID}, Acme Corp\nc` }] }, [ID, 'acme corp', 'c']],
		['an array from an expression', { ids: ['a', 'b'] }, ['a', 'b']],
		['URLs in a list', { ids: [{ ids: `https://app.example.com/users/${ID}?tab=flows, b` }] }, [ID, 'b']],
	])('keep to %s', async (_what, keys, only) => {
		expect((await read({ keys })).only).toEqual(new Set(only));
	});

	it('keep to components by any ID', async () => {
		const keys = { selected: [{ component: 'slack' }] };
		expect((await read({ groupBy: 'component', keys })).only).toEqual(new Set(['slack']));
	});

	test.each<[string, IDataObject, number[]]>([
		['text', { percentages: '80, 99.5, 100' }, [80, 99.5, 100]],
		['signs and other separators', { percentages: '80 %;100%' }, [80, 100]],
		['lines', { percentages: '80\n100' }, [80, 100]],
		['JSON', { percentages: '[100, "80"]' }, [80, 100]],
		['a number', { percentages: 90 }, [90]],
		['an array', { percentages: [100, 50, 50.5, 50] }, [50, 50.5, 100]],
	])('take percentages as %s', async (_what, parameters, percentages) => {
		expect((await limits(parameters)).percentages).toEqual(percentages);
	});

	test.each<[string, unknown]>([
		[
			'a list',
			{
				limits: [
					{ key: 'Customer-1001', limit: 5 },
					{ key: ID, limit: '7' },
				],
			},
		],
		['JSON as text', { json: [{ json: `{ "customer-1001": 5, "${ID}": 7 }` }] }],
		[
			'a list in JSON',
			{
				json: [
					{
						json: [
							{ key: 'customer-1001', limit: 5 },
							{ key: ID, limit: 7 },
						],
					},
				],
			},
		],
		[
			'both, JSON last',
			{
				limits: [
					{ key: ID, limit: 1 },
					{ key: 'customer-1001', limit: 5 },
				],
				json: [{ json: { [ID]: 7 } }],
			},
		],
		['an object from an expression', { 'customer-1001': 5, [ID]: 7 }],
		['text from an expression', `{ "customer-1001": 5, "${ID}": 7 }`],
	])('take limits per key as %s', async (_what, keyLimits) => {
		const expected = new Map([
			['customer-1001', 5],
			[ID, 7],
		]);
		expect((await limits({ keyLimits } as IDataObject)).byKey).toEqual(expected);
	});

	test.each<[string, IDataObject, string]>([
		[
			'another trigger',
			{ triggerOn: 'errors' },
			"'Trigger On' is not one of snapshot, executions, flowCreated, flowStatus, limit",
		],
		['another grouping', { groupBy: 'tenant' }, "'Group By' is not one of component, flow, user"],
		['another window', { window: 'year' }, "'Window' is not one of day, month, week, lastDays"],
		['a sliding window of executions', { window: 'lastDays' }, "'Window' cannot be 'Last Days'"],
		[
			'a window of no days',
			{ triggerOn: 'limit', window: 'lastDays', days: 0 },
			"'Days' must be a whole number",
		],
		[
			'more days than there are',
			{ triggerOn: 'limit', window: 'lastDays', days: 1e9 },
			"'Days' must be 3650 or less",
		],
		['an unknown time zone', { timezone: 'Europe/Atlantis' }, "'Timezone' is not a time zone"],
		['no limit', { triggerOn: 'limit' }, "'Limit' is not set"],
		['a limit of 0 alone', { triggerOn: 'limit', limit: '0' }, "'Limit' is not set"],
		['a limit below 0', { triggerOn: 'limit', limit: -1 }, "'Limit' must be a whole number, 0 or more"],
		['no percentage', { triggerOn: 'limit', limit: 5, percentages: ' ' }, "'Percentages' is empty"],
		...['80,5', '100, 80', '80, 80', '80 5', '5,80; 100', '1.000,5', '80;', '８０'].map(
			(percentages): [string, IDataObject, string] => [
				`percentages that may mean others: ${percentages}`,
				{ triggerOn: 'limit', limit: 5, percentages },
				"'Percentages' is not a list of rising numbers above 0",
			],
		),
		[
			'a percentage of 0',
			{ triggerOn: 'limit', limit: 5, percentages: '0' },
			"'Percentages' is not a list of rising numbers above 0",
		],
		[
			'a percentage in words',
			{ triggerOn: 'limit', limit: 5, percentages: 'all' },
			"'Percentages' is not a list of rising numbers above 0",
		],
		[
			'a limit without a key',
			{ triggerOn: 'limit', keyLimits: { limits: [{ key: ' ', limit: 4 }] } },
			"'Key' under 'Individual Limits' is empty",
		],
		[
			'broken JSON',
			{ triggerOn: 'limit', keyLimits: { json: [{ json: '{' }] } },
			"'Individual Limits' is not valid JSON",
		],
		[
			'JSON of another shape',
			{ triggerOn: 'limit', keyLimits: { json: [{ json: '[1]' }] } },
			"'Individual Limits' is not JSON that gives each key its limit",
		],
		[
			'a limit in words',
			{ triggerOn: 'limit', keyLimits: { json: [{ json: '{ "a": "much" }' }] } },
			"'Individual Limits: a' must be a whole number, 0 or more",
		],
		[
			'a limit with separators',
			{ triggerOn: 'limit', keyLimits: { json: [{ json: '{ "a": "10.000" }' }] } },
			'\'Individual Limits: a\' must be a whole number, 0 or more: "10.000"',
		],
		['a difference of 0', { minDifference: 0 }, "'Minimum Difference' must be a whole number above 0"],
		['an empty list of IDs', { keys: { ids: [{ ids: ' , ' }] } }, "'IDs' under 'Watch Only' is empty"],
		['no user', { keys: { selected: [{ user: { mode: 'list', value: '' } }] } }, "'User' is empty"],
		[
			'no user name',
			{ keys: { selected: [{ user: { mode: 'username', value: '' } }] } },
			"'User' under 'Watch Only' is empty",
		],
		[
			'something else than a flow',
			{ groupBy: 'flow', keys: { selected: [{ flow: { mode: 'id', value: 'x' } }] } },
			"'Flow' is not the ID of a flow",
		],
		[
			'no component',
			{ groupBy: 'component', keys: { selected: [{ component: '' }] } },
			"'Component ID' under 'Watch Only' is empty",
		],
	])('do not take %s', async (_what, parameters, message) => {
		const error = await read(parameters).catch((thrown: Error) => thrown);
		expect(error).toMatchObject({ name: 'NodeOperationError', message: expect.stringContaining(message) });
	});

	test.each<[string, IDataObject]>([
		['Trigger On', { triggerOn: 'snapshot' }],
		['Group By', { groupBy: 'flow' }],
		['Window', { window: 'week' }],
		['Timezone', { timezone: 'UTC' }],
	])('make the counts so far useless when %s changes', async (_what, parameters) => {
		expect((await read(parameters)).fingerprint).not.toBe((await read({})).fingerprint);
	});

	test.each<[string, IDataObject]>([
		['Minimum Difference', { minDifference: 7 }],
		['Watch Only', { keys: { ids: ['a'] } }],
		['Options', { options: { combine: true, emitExisting: true, addNames: true } }],
		['the time zone of the workflow by another name of its own', { timezone: 'Europe/Berlin' }],
	])('leave the counts so far as they are when it is only %s that changes', async (_what, parameters) => {
		expect((await read(parameters)).fingerprint).toBe((await read({})).fingerprint);
	});
});
