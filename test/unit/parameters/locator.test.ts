import { flowLocator } from '../../../nodes/FlowMate/parameters/flow';
import { templateLocator } from '../../../nodes/FlowMate/parameters/template';
import { readUser } from '../../../nodes/FlowMate/parameters/user';
import { itemWith } from '../item';

const ID = '6762e154616e91cb8d8b1aaf';
const flow = async (value: unknown) => await flowLocator.read(itemWith({ flow: value as never }));

describe('A locator gives the id', () => {
	test.each([
		['from the list', { mode: 'list', value: ID }],
		['by id', { mode: 'id', value: ID }],
		['with blanks around it', { mode: 'id', value: ` ${ID}\n` }],
		['in capitals', { mode: 'id', value: ID.toUpperCase() }],
		['of the webhook', { mode: 'url', value: `https://api.platform.openintegrationhub.com/webhooks/${ID}` }],
		['of the API', { mode: 'url', value: `https://api.platform.openintegrationhub.com/flows/${ID}/start` }],
		['of the page', { mode: 'url', value: `https://app.example.com/#/flow/${ID}?tab=logs` }],
		['as text, from an expression', ID],
		['as text without a mode', { value: ID }],
	])('%s', async (_, value) => {
		expect((await flow(value)).toLowerCase()).toBe(ID);
	});
});

describe('A locator refuses', () => {
	test.each([
		['an empty value', { mode: 'id', value: '' }, "'Flow' is empty"],
		['blanks', { mode: 'id', value: '  ' }, "'Flow' is empty"],
		['nothing', undefined, "'Flow' is empty"],
		['null', { mode: 'id', value: null }, "'Flow' is empty"],
		['an object', { mode: 'id', value: { id: ID } }, "'Flow' is an object, not the ID of a flow"],
		['a list', { mode: 'id', value: [ID] }, "'Flow' is an object, not the ID of a flow"],
		['a path', { mode: 'id', value: '../users/me' }, '\'Flow\' is not the ID of a flow: "../users/me"'],
		['25 characters', { mode: 'id', value: `${ID}0` }, `'Flow' is not the ID of a flow: "${ID}0"`],
		[
			'12 characters',
			{ mode: 'id', value: 'twelve chars' },
			'\'Flow\' is not the ID of a flow: "twelve chars"',
		],
		['a number', { mode: 'id', value: 42 }, '\'Flow\' is not the ID of a flow: "42"'],
		[
			'the URL of something else',
			{ mode: 'url', value: `https://app.example.com/users/${ID}` },
			`'Flow' is not the ID of a flow: "https://app.example.com/users/${ID}"`,
		],
		[
			'a URL with a longer id',
			{ mode: 'url', value: `https://x.example/flows/${ID}ff` },
			`'Flow' is not the ID of a flow: "https://x.example/flows/${ID}ff"`,
		],
		[
			'a long text, of which it shows the beginning',
			{ mode: 'id', value: 'x'.repeat(500) },
			`'Flow' is not the ID of a flow: "${'x'.repeat(60)}…"`,
		],
	])('%s', async (_, value, message) => {
		await expect(flow(value)).rejects.toThrow(expect.objectContaining({ message }));
	});

	it('and says what to do', async () => {
		await expect(flow({ value: '' })).rejects.toThrow(
			expect.objectContaining({ description: 'Choose a flow from the list, or enter its ID' }),
		);
		await expect(flow({ value: { id: ID } })).rejects.toThrow(
			expect.objectContaining({ description: 'Use the ID field of the object, such as {{ $json.id }}' }),
		);
		await expect(flow({ value: 'a/b' })).rejects.toThrow(
			expect.objectContaining({
				description:
					"FlowMate's IDs have 24 characters, 0 to 9 and a to f. Choose a flow from the list, or enter its ID.",
			}),
		);
	});

	it('in the words of its own parameter', async () => {
		await expect(templateLocator.read(itemWith({ template: 'a/b' }))).rejects.toThrow(
			'\'Template\' is not the ID of a template: "a/b"',
		);
		await expect(readUser(itemWith(), { mode: 'id', value: 'a/b' })).rejects.toThrow(
			'\'User\' is not the ID of a user: "a/b"',
		);
		await expect(readUser(itemWith(), { mode: 'username', value: '' })).rejects.toThrow("'User' is empty");
	});
});

describe('A glance at a locator', () => {
	test.each([
		[{ mode: 'id', value: ID }, ID],
		[{ mode: 'url', value: `https://x.example/flows/${ID}` }, ID],
		[ID, ID],
		[{ mode: 'id', value: '={{ $json.id }}' }, undefined],
		[{ mode: 'list', value: '' }, undefined],
		[undefined, undefined],
	])('at %j finds %j', (value, id) => {
		expect(flowLocator.peek(value)).toBe(id);
	});
});
