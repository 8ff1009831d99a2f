import fc from 'fast-check';
import { idForm } from '../../nodes/FlowMate/kit/ids';
import { a, locatorsFor, modeAndValue } from '../../nodes/FlowMate/kit/locator';
import type { IdForm } from '../../nodes/FlowMate/kit/service';
import { itemWith } from './scope';

const ids: IdForm = {
	pattern: '[0-9a-fA-F]{24}',
	inWords: '24 characters, 0 to 9 and a to f',
	example: '6762e154616e91cb8d8b1aaf',
};
const locator = locatorsFor({ name: 'Shelf', ids });
const definition = {
	displayName: 'Flow',
	name: 'flow',
	noun: 'flow',
	search: 'searchFlows',
	urlWords: ['flows', 'flowBuilder'],
	urlExample: 'https://shelf.example/flows/6762e154616e91cb8d8b1aaf',
	description: 'The flow to start',
	builderHint: "The mode id takes a flow's ID",
};
const flowLocator = locator(definition);

const ID = '6762e154616e91cb8d8b1aaf';
const OTHER = '0123456789abcdef01234567';
const read = (flow: unknown) => itemWith({ flow: flow as never }).read(flowLocator);

describe('A locator gives the ID', () => {
	test.each([
		['from the list', { mode: 'list', value: ID }],
		['by ID', { mode: 'id', value: ID }],
		['with blanks around it', { mode: 'id', value: ` ${ID}\n` }],
		['of the API', { mode: 'url', value: `https://shelf.example/v1/flows/${ID}/audit?from=x` }],
		['of the page', { mode: 'url', value: `https://shelf.example/#/x/${OTHER}/flowBuilder/${ID}?tab=logs` }],
		['as text, from an expression', ID],
		['as text without a mode', { value: ID }],
		['as text with a mode that is none', { mode: 5, value: ID }],
	])('%s', (_, value) => {
		expect(read(value)).toBe(ID);
	});

	it('as it was written', () => {
		expect(read(ID.toUpperCase())).toBe(ID.toUpperCase());
	});
});

describe('A locator refuses', () => {
	test.each([
		['an empty value', { mode: 'id', value: '' }, "'Flow' is empty"],
		['blanks', { mode: 'id', value: '  ' }, "'Flow' is empty"],
		['nothing', undefined, "'Flow' is empty"],
		['null', { mode: 'id', value: null }, "'Flow' is empty"],
		['an object', { mode: 'id', value: { id: ID } }, "'Flow' is an object, not the ID of a flow"],
		['a path', { mode: 'id', value: '../users/me' }, '\'Flow\' is not the ID of a flow: "../users/me"'],
		['25 characters', { mode: 'id', value: `${ID}0` }, `'Flow' is not the ID of a flow: "${ID}0"`],
		['a name', { mode: 'id', value: 'Orders' }, '\'Flow\' is not the ID of a flow: "Orders"'],
		['a number', { mode: 'id', value: 42 }, '\'Flow\' is not the ID of a flow: "42"'],
		[
			'the URL of something else',
			{ mode: 'url', value: `https://shelf.example/users/${ID}` },
			`'Flow' is not the ID of a flow: "https://shelf.example/users/${ID}"`,
		],
		[
			'a URL with a longer ID',
			{ mode: 'url', value: `https://shelf.example/flows/${ID}ff` },
			`'Flow' is not the ID of a flow: "https://shelf.example/flows/${ID}ff"`,
		],
		[
			'a long text, of which it shows the beginning',
			{ mode: 'id', value: 'x'.repeat(500) },
			`'Flow' is not the ID of a flow: "${'x'.repeat(60)}…"`,
		],
	])('%s', (_, value, message) => {
		expect(() => read(value)).toThrow(expect.objectContaining({ message }));
	});

	test.each([
		[{ value: '' }, 'Choose a flow from the list, or enter its ID'],
		[{ value: { id: ID } }, 'Use the ID field of the object, such as {{ $json.id }}'],
		[
			{ value: 'a/b' },
			"Shelf's IDs have 24 characters, 0 to 9 and a to f. Choose a flow from the list, or enter its ID.",
		],
	])('%j and says what to do', (value, description) => {
		expect(() => read(value)).toThrow(expect.objectContaining({ description }));
	});

	it('an export in the words of its own parameter', () => {
		const other = locator({ ...definition, displayName: 'Export', name: 'export', noun: 'export' });
		expect(() => itemWith({ export: 'a/b' }).read(other)).toThrow(
			'\'Export\' is not the ID of an export: "a/b"',
		);
		expect([a('export'), a('flow')]).toEqual(['an export', 'a flow']);
	});
});

describe('A locator with a way of its own to name a record', () => {
	const byName = locator(definition, {
		mode: { displayName: 'By Name', name: 'name', type: 'string' },
		resolve: async (value, place) => {
			if (value === 'Orders') return await Promise.resolve(ID);
			throw place.refuse(`There is no flow named ${value}`, 'Check the name');
		},
	});
	const resolve = async (value: unknown) => await itemWith({ flow: value as never }).read(byName);

	it('looks the record up', async () => {
		expect(await resolve({ mode: 'name', value: ' Orders ' })).toBe(ID);
		await expect(resolve({ mode: 'name', value: 'Other' })).rejects.toThrow('There is no flow named Other');
	});

	it('refuses an empty name, and takes IDs as before', async () => {
		expect(() => itemWith({ flow: { mode: 'name', value: '' } }).read(byName)).toThrow("'Flow' is empty");
		expect(await resolve({ mode: 'id', value: ID })).toBe(ID);
		expect(byName.property.modes?.map(({ name }) => name)).toEqual(['list', 'id', 'name', 'url']);
	});
});

describe('A glance at a locator', () => {
	test.each([
		[{ mode: 'id', value: ID }, ID],
		[{ mode: 'url', value: `https://shelf.example/flows/${ID}` }, ID],
		[ID, ID],
		[{ mode: 'id', value: '={{ $json.id }}' }, undefined],
		[{ mode: 'list', value: '' }, undefined],
		[undefined, undefined],
	])('at %j finds %j', (value, id) => {
		expect(flowLocator.peek(value)).toBe(id);
	});

	it('tells modes from values', () => {
		expect(modeAndValue({ mode: 'url', value: 'x' })).toEqual({ mode: 'url', value: 'x' });
		expect(modeAndValue({ id: 'x' })).toEqual({ mode: 'id', value: { id: 'x' } });
	});
});

describe('The property of a locator', () => {
	it('says what it takes, to people and to the workflow builder', () => {
		expect(flowLocator.property).toMatchObject({
			type: 'resourceLocator',
			required: true,
			default: { mode: 'list', value: '' },
			description: 'The flow to start',
			builderHint: { propertyHint: "The mode id takes a flow's ID" },
			modes: [
				{ typeOptions: { searchListMethod: 'searchFlows', searchable: true } },
				{ placeholder: 'e.g. 6762e154616e91cb8d8b1aaf' },
				{ placeholder: 'e.g. https://shelf.example/flows/6762e154616e91cb8d8b1aaf' },
			],
		});
	});

	it('leaves checking to its reader, since n8n ends a check of its own after 250 ms', () => {
		expect(flowLocator.property.modes?.filter(({ validation }) => validation)).toEqual([]);
	});
});

describe('The form of an ID', () => {
	const hex = fc.constantFrom(...'0123456789abcdefABCDEF');

	it('holds from end to end', () => {
		fc.assert(
			fc.property(fc.string({ unit: hex }), (text) => {
				expect(idForm(ids).test(text)).toBe(text.length === 24);
			}),
		);
	});

	test.each(['../users/me', ` ${ID}`, `${ID}\n`, `${ID}0`, ''])('does not hold for %j', (text) => {
		expect(idForm(ids).test(text)).toBe(false);
	});

	it('holds for either half of a pattern with a choice', () => {
		const either = { ...ids, pattern: 'a[0-9]|b[0-9]' };
		expect(['a1', 'b1', 'a1x', 'xb1'].map((text) => idForm(either).test(text))).toEqual([
			true,
			true,
			false,
			false,
		]);
	});
});
