import { entry, isEntry, varied } from '../../nodes/FlowMate/kit/parameter';
import {
	choice,
	collection,
	day,
	filters,
	flag,
	names,
	notice,
	options,
	rows,
	rowsIn,
	text,
	wholeNumber,
} from '../../nodes/FlowMate/kit/parameters';
import { itemWith } from './scope';

const property = (displayName: string, name: string) =>
	({ displayName, name, type: 'string', default: '' }) as const;

const title = text(property('Title', 'title'));
const count = wholeNumber(property('Count', 'count'), 0);
const titleFilter = entry(filters, title);

describe('A parameter', () => {
	it('is the property of the panel and its reader', () => {
		expect(title.property).toEqual({ displayName: 'Title', name: 'title', type: 'string', default: '' });
		expect(itemWith({ title: 5 }).read(title)).toBe('5');
		expect(itemWith({ count: '0' }).read(count)).toBe(0);
	});

	it('that is a choice takes its own options only', () => {
		const color = choice({
			...property('Color', 'color'),
			options: [
				{ name: 'Red', value: 'red' },
				{ name: 'Blue', value: 'blue' },
			],
		});
		expect(itemWith({ color: 'red' }).read(color)).toBe('red');
		expect(() => itemWith({ color: 'green' }).read(color)).toThrow(
			'\'Color\' is not one of red, blue: "green"',
		);
	});

	it('may have other words in another place, and the same reader', () => {
		const other = varied(count, { description: 'How many more' });
		expect(other.property).toEqual({ ...count.property, description: 'How many more' });
		expect(() => itemWith({ count: -1 }).read(other)).toThrow(
			"'Count' must be a whole number, 0 or more: -1",
		);
	});

	it('that is a box of text means nothing', () => {
		expect(notice('warning', 'Beware').property).toEqual({
			displayName: 'Beware',
			name: 'warning',
			type: 'notice',
			default: '',
		});
		expect(itemWith().read(notice('warning', 'Beware'))).toBeUndefined();
	});
});

describe('An entry of a collection', () => {
	it('knows its collection', () => {
		expect([isEntry(title), isEntry(titleFilter)]).toEqual([false, true]);
		expect(titleFilter.collection).toBe(filters);
	});

	it('is nothing where it was not added', () => {
		expect(itemWith({ filters: {} }).read(titleFilter)).toBeUndefined();
		expect(itemWith({}).read(titleFilter)).toBeUndefined();
		expect(itemWith({ filters: 'text' }).read(titleFilter)).toBeUndefined();
		expect(itemWith({ title: 'Solaris' }).read(titleFilter)).toBeUndefined();
	});

	it('is read as the parameter itself where it was added', () => {
		expect(itemWith({ filters: { title: 'Solaris' } }).read(titleFilter)).toBe('Solaris');
		expect(() => itemWith({ filters: { title: ['a'] } }).read(titleFilter)).toThrow("'Title' must be text");
	});

	it('is refused where it was added and its expression found nothing', () => {
		expect(() => itemWith({ filters: { title: undefined } }).read(titleFilter)).toThrow("'Title' is empty");
	});

	it('is not found among what all objects have', () => {
		const inherited = entry(filters, text(property('Constructor', 'constructor')));
		expect(itemWith({ filters: {} }).read(inherited)).toBeUndefined();
	});

	it('may have other words than the parameter', () => {
		const other = entry(options, title, { description: 'A title' });
		expect(other.property).toEqual({ ...title.property, description: 'A title' });
	});
});

describe('Optional kinds of parameters', () => {
	it('are nothing where nothing was entered', () => {
		expect(itemWith({ start: '' }).read(day(property('Start', 'start')))).toBeUndefined();
		expect(itemWith({ tags: '' }).read(names(property('Tags', 'tags')))).toEqual([]);
		expect(itemWith({ extra: '' }).read(collection(property('Extra', 'extra')))).toEqual({});
	});
});

describe('A list of rows', () => {
	const data = rows(
		{ displayName: 'Data', name: 'data', placeholder: 'Add Field' },
		{ displayName: 'Field', name: 'field' },
		{ name: text(property('Name', 'ignored')), on: flag({ ...property('On', 'on'), type: 'boolean' }) },
	);

	it('is a fixed collection of its columns', () => {
		expect(data.property).toMatchObject({
			type: 'fixedCollection',
			typeOptions: { multipleValues: true },
			options: [{ displayName: 'Field', name: 'field', values: [{ name: 'name' }, { name: 'on' }] }],
		});
	});

	it('gives each row with its cells read', () => {
		const raw = {
			field: [
				{ name: 'a', on: 'true' },
				{ name: 5, on: false },
			],
		};
		expect(itemWith({ data: raw }).read(data)).toEqual([
			{ name: 'a', on: true },
			{ name: '5', on: false },
		]);
	});

	it('names the column that cannot be read', () => {
		const raw = { field: [{ name: 'a', on: 'maybe' }] };
		expect(() => itemWith({ data: raw }).read(data)).toThrow("'On' must be true or false");
	});

	test.each([{}, undefined, '', { field: 'text' }, { field: [1, null] }, { other: [{}] }])(
		'has no rows in %j',
		(raw) => {
			expect(rowsIn(raw, 'field')).toEqual([]);
		},
	);
});
