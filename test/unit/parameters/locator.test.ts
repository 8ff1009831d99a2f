import { flowLocator } from '../../../nodes/FlowMate/parameters/flow';
import { templateLocator } from '../../../nodes/FlowMate/parameters/template';
import { userLocator } from '../../../nodes/FlowMate/parameters/user';
import { itemWith } from '../item';

const ID = '6762e154616e91cb8d8b1aaf';
const flow = (value: unknown) => itemWith({ flow: value as never }).read(flowLocator);
const user = (value: unknown) => itemWith({ user: value as never }).read(userLocator);

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
	])('%s', (_, value) => {
		expect(flow(value).toLowerCase()).toBe(ID);
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
	])('%s', (_, value, message) => {
		expect(() => flow(value)).toThrow(expect.objectContaining({ message }));
	});

	it('and says what to do', () => {
		expect(() => flow({ value: '' })).toThrow(
			expect.objectContaining({ description: 'Choose a flow from the list, or enter its ID' }),
		);
		expect(() => flow({ value: { id: ID } })).toThrow(
			expect.objectContaining({ description: 'Use the ID field of the object, such as {{ $json.id }}' }),
		);
		expect(() => flow({ value: 'a/b' })).toThrow(
			expect.objectContaining({
				description:
					"FlowMate's IDs have 24 characters, 0 to 9 and a to f. Choose a flow from the list, or enter its ID.",
			}),
		);
	});

	it('in the words of its own parameter', () => {
		expect(() => itemWith({ template: 'a/b' }).read(templateLocator)).toThrow(
			'\'Template\' is not the ID of a template: "a/b"',
		);
		expect(() => user({ mode: 'id', value: 'a/b' })).toThrow('\'User\' is not the ID of a user: "a/b"');
		expect(() => user({ mode: 'username', value: '' })).toThrow("'User' is empty");
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
