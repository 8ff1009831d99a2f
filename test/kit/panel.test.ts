import fc from 'fast-check';
import type { INodeProperties } from 'n8n-workflow';
import type { Operation, Resource } from '../../nodes/FlowMate/kit/operation';
import { customOperationsOf, panel, rectangles, subtitleOf } from '../../nodes/FlowMate/kit/panel';
import { entry } from '../../nodes/FlowMate/kit/parameter';
import { collection, options, text } from '../../nodes/FlowMate/kit/parameters';
import { serviceWith } from './scope';
import { properties as shelfProperties } from './shelf/nodes/Shelf/resources';

const service = serviceWith();

const op = (value: string, uses: Operation['uses'] = []): Operation => ({
	name: value.toUpperCase(),
	value,
	action: `${value} it`,
	description: `${value} it for good`,
	method: 'GET',
	path: ['things'],
	uses,
});

const resource = (value: string, operations: Operation[]): Resource => ({
	name: value.toUpperCase(),
	value,
	operations,
});

const named = (name: string, other: Partial<INodeProperties> = {}) =>
	text({ displayName: name, name, type: 'string', default: '', ...other });

const shown = (properties: INodeProperties[], name: string) =>
	properties.filter((property) => property.name === name).map(({ displayOptions }) => displayOptions?.show);

describe('The panel', () => {
	const [color, size] = [named('color'), named('size', { displayOptions: { show: { big: [true] } } })];
	const properties = panel(
		service,
		[
			resource('apple', [op('pick', [color]), op('eat', [color, size])]),
			resource('pear', [op('eat', [size]), op('cook')]),
		],
		[color, size, options],
	);

	it('begins with the resources and the operations of each', () => {
		expect(properties.slice(0, 3)).toMatchObject([
			{ name: 'resource', default: 'apple', options: [{ value: 'apple' }, { value: 'pear' }] },
			{ name: 'operation', default: 'pick', displayOptions: { show: { resource: ['apple'] } } },
			{ name: 'operation', default: 'eat', displayOptions: { show: { resource: ['pear'] } } },
		]);
	});

	it('sorts operations by name, and gives each its route', () => {
		expect(properties[2].options).toEqual([
			{
				name: 'COOK',
				value: 'cook',
				action: 'cook it',
				description: 'cook it for good',
				routing: {
					request: { method: 'GET', url: '/things' },
					send: { paginate: true },
					operations: { pagination: expect.any(Function) },
				},
			},
			expect.objectContaining({ value: 'eat' }),
		]);
	});

	it('shows a parameter for the operations that use it', () => {
		expect(shown(properties, 'color')).toEqual([{ resource: ['apple'], operation: ['pick', 'eat'] }]);
	});

	it('keeps what a parameter itself depends on', () => {
		expect(shown(properties, 'size')).toEqual([
			{ resource: ['apple', 'pear'], operation: ['eat'], big: [true] },
		]);
	});

	it("shows 'Max Requests in Flight' for all operations", () => {
		const [all] = properties.filter(({ name }) => name === 'options');
		expect(all.options).toMatchObject([{ name: 'maxRequestsInFlight' }]);
		expect(shown(properties, 'options')).toEqual([
			{ resource: ['apple', 'pear'], operation: ['pick', 'eat', 'cook'] },
		]);
	});

	it('shows an entry of a collection where it is used, sorted by its name', () => {
		const extras = collection({ displayName: 'Extras', name: 'extras' });
		const [zoom, angle] = ['Zoom', 'angle'].map((name) => entry(extras, named(name)));
		const [shownExtras] = panel(
			service,
			[resource('apple', [op('pick', [zoom, angle]), op('eat', [angle])])],
			[extras],
		).slice(2);
		expect(shownExtras).toMatchObject({
			name: 'extras',
			displayOptions: { show: { resource: ['apple'], operation: ['pick', 'eat'] } },
			options: [
				{
					name: 'angle',
					displayOptions: { show: { '/resource': ['apple'], '/operation': ['pick', 'eat'] } },
				},
				{ name: 'Zoom', displayOptions: { show: { '/resource': ['apple'], '/operation': ['pick'] } } },
			],
		});
	});

	it('writes the locators of a path into its URL', () => {
		const routes = shelfProperties
			.filter(({ name }) => name === 'operation')
			.flatMap(({ options: all }) => all as INodeProperties[])
			.map(({ routing }) => `${routing?.request?.method} ${routing?.request?.url}`);
		expect(routes).toEqual([
			'DELETE /books/{book}',
			'GET /books/{book}',
			'GET /books',
			'PUT /books/withdrawn',
			'POST /books/{book}/loans',
			'GET /loans',
		]);
	});
});

describe('Operations over many', () => {
	it('are those that have such work, by resource', () => {
		const many = {
			...op('eatMany'),
			many: { noun: 'apples', verb: 'eaten', targets: () => [], work: async () => [] },
		};
		const custom = customOperationsOf(service, [
			resource('apple', [op('eat'), many]),
			resource('pear', [op('eat')]),
		]);
		expect(custom).toEqual({ apple: { eatMany: expect.any(Function) } });
	});
});

describe('Rectangles of resources and operations', () => {
	const names = ['get', 'getAll', 'create', 'update', 'delete'];
	/** Resources with operations, each of which uses the parameter or not. */
	const anything = fc.uniqueArray(
		fc.record({
			value: fc.constantFrom('flow', 'user', 'template', 'execution'),
			operations: fc.uniqueArray(fc.record({ value: fc.constantFrom(...names), uses: fc.boolean() }), {
				selector: ({ value }) => value,
				minLength: 1,
			}),
		}),
		{ selector: ({ value }) => value },
	);

	it('cover the operations that use a parameter and no others', () => {
		fc.assert(
			fc.property(anything, (given) => {
				const resources = given.map(({ value, operations }) =>
					resource(
						value,
						operations.map((operation) => op(operation.value)),
					),
				);
				const using = given.map(
					({ value, operations }) =>
						[value, operations.filter(({ uses }) => uses).map((operation) => operation.value)] as const,
				);
				const uses = new Map<string, string[]>(
					using
						.filter(([, operations]) => operations.length > 0)
						.map(([value, operations]) => [value, [...operations]]),
				);
				const pairs = resources.flatMap(({ value, operations }) =>
					operations.map((operation) => [value, operation.value] as const),
				);

				const found = rectangles(uses, resources);

				const covered = pairs.map(
					([value, operation]) =>
						found.filter((one) => one.resource.includes(value) && one.operation.includes(operation)).length,
				);
				expect(covered).toEqual(
					pairs.map(([value, operation]) => (uses.get(value)?.includes(operation) ? 1 : 0)),
				);
			}),
		);
	});

	it('are one where the same operations of several resources use it', () => {
		const resources = [
			resource('flow', [op('get'), op('getAll'), op('start')]),
			resource('user', [op('get'), op('getAll')]),
		];
		const uses = new Map([
			['flow', ['get', 'getAll']],
			['user', ['get', 'getAll']],
		]);
		expect(rectangles(uses, resources)).toEqual([
			{ resource: ['flow', 'user'], operation: ['get', 'getAll'] },
		]);
	});

	it('are two where one would take in an operation that does not use it', () => {
		const resources = [resource('flow', [op('get'), op('stop')]), resource('user', [op('get'), op('stop')])];
		const uses = new Map([
			['flow', ['get', 'stop']],
			['user', ['get']],
		]);
		expect(rectangles(uses, resources)).toEqual([
			{ resource: ['flow'], operation: ['get', 'stop'] },
			{ resource: ['user'], operation: ['get'] },
		]);
	});
});

describe('The subtitle of a node', () => {
	it('is the action that it does, in words', () => {
		const subtitle = subtitleOf([resource('pear', [op('eat'), op('cook')])]);
		expect(subtitle).toBe(
			'={{ ({"pear.eat":"eat it","pear.cook":"cook it"})[$parameter["resource"] + "." + $parameter["operation"]] }}',
		);
	});
});
