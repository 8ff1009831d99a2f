import type { IDisplayOptions, INodeProperties, INodePropertyOptions, INodeType } from 'n8n-workflow';
import { performEach } from './each';
import { performMany } from './many';
import type { Operation, Resource } from './operation';
import { locatorsOf, urlOf } from './operation';
import type { Entry, Parameter } from './parameter';
import { isEntry } from './parameter';
import { perform } from './perform';
import { maxRequestsInFlight } from './scope';
import type { Service } from './service';

/** Where something is shown: the operations that use it, by resource. */
type Uses = Map<string, string[]>;

/** Where something is shown and, of a collection, where each of its entries is. */
class Usage {
	readonly uses: Uses = new Map();

	readonly entries = new Map<INodeProperties, Usage>();

	add(resource: string, operation: string): void {
		const operations = this.uses.get(resource) ?? [];
		if (!operations.includes(operation)) this.uses.set(resource, [...operations, operation]);
	}
}

/**
 * Builds the flat list of properties that n8n wants from the resources' operations.
 *
 * The engine evaluates every property that bears a parameter's name for every item, hidden ones included, so each parameter becomes
 * one property, shown for all operations that use it. Collections likewise, with their entries shown where they are used.
 *
 * @param resources in the order of the panel
 * @param order all parameters that operations may use, from broad to narrow as a person fills them in
 */
export function panel(service: Service, resources: Resource[], order: Parameter[]): INodeProperties[] {
	const usages = usagesOf(service, resources);
	return [
		resourceProperty(resources),
		...resources.map((resource) => operationProperty(service, resource)),
		...order.flatMap(({ property }) => shownWhereUsed(property, resources, usages.get(property))),
	];
}

/** The operations over many items, by resource: n8n calls these functions once for all input items. */
export function customOperationsOf(
	service: Service,
	resources: Resource[],
): NonNullable<INodeType['customOperations']> {
	const custom: NonNullable<INodeType['customOperations']> = {};
	for (const { value, operations } of resources) {
		for (const definition of operations) {
			const { value: operation, many, each, uses } = definition;
			if (many) (custom[value] ??= {})[operation] = performMany(service, many, uses);
			if (each) (custom[value] ??= {})[operation] = performEach(service, definition);
		}
	}
	return custom;
}

/** The subtitle of a node on the canvas: what it does, in the words of the list of actions. */
export function subtitleOf(resources: Resource[]): string {
	const actions = Object.fromEntries(
		resources.flatMap(({ value, operations }) => operations.map((one) => [`${value}.${one.value}`, one.action])),
	);
	return `={{ (${JSON.stringify(actions)})[$parameter["resource"] + "." + $parameter["operation"]] }}`;
}

/** What the two selectors have in common. */
const selector: INodeProperties = {
	displayName: 'Resource',
	name: 'resource',
	type: 'options',
	noDataExpression: true,
	default: '',
};

function resourceProperty(resources: Resource[]): INodeProperties {
	const options = resources.map(({ name, value }) => ({ name, value }));
	return { ...selector, options, default: options[0].value };
}

/** Alphabetical order of English names. localeCompare would do too, but its first call takes longer than all the rest of loading. */
const inOrder = (a: string, b: string) => (a.toLowerCase() < b.toLowerCase() ? -1 : 1);

function operationProperty(service: Service, { value, operations }: Resource): INodeProperties {
	return {
		...selector,
		displayName: 'Operation',
		name: 'operation',
		displayOptions: { show: { resource: [value] } },
		options: [...operations].sort((a, b) => inOrder(a.name, b.name)).map((one) => operationOption(service, one)),
		default: operations[0].value,
	};
}

/** The declarative routing of an operation. `send.paginate` makes the engine call the pagination function, paged or not. */
function operationOption(service: Service, definition: Operation): INodePropertyOptions {
	const { name, value, action, description, method } = definition;
	return {
		name,
		value,
		action,
		description,
		routing: {
			request: { method, url: urlOf(definition) },
			send: { paginate: true },
			operations: { pagination: perform(service, definition) },
		},
	};
}

/** Where everything is shown, from one walk over the operations: to walk for each parameter took a quarter of the time of loading. */
function usagesOf(service: Service, resources: Resource[]): Map<INodeProperties, Usage> {
	const usages = new Map<INodeProperties, Usage>();
	for (const { value, operations } of resources) {
		for (const definition of operations) {
			for (const parameter of parametersOf(service, definition)) {
				const usage = usageOf(usages, topLevel(parameter));
				usage.add(value, definition.value);
				if (isEntry(parameter)) usageOf(usage.entries, parameter).add(value, definition.value);
			}
		}
	}
	return usages;
}

function usageOf(usages: Map<INodeProperties, Usage>, { property }: Parameter): Usage {
	const usage = usages.get(property) ?? new Usage();
	usages.set(property, usage);
	return usage;
}

function shownWhereUsed(property: INodeProperties, resources: Resource[], usage = new Usage()): INodeProperties[] {
	const entries = property.type === 'collection' && { options: entriesOf(usage, resources) };
	return rectangles(usage.uses, resources).map((show) => ({
		...property,
		...entries,
		displayOptions: { ...property.displayOptions, show: { ...show, ...property.displayOptions?.show } },
	}));
}

/** The entries of a collection, each shown for the operations that use it, sorted as n8n's guidelines want it. */
function entriesOf(collection: Usage, resources: Resource[]): INodeProperties[] {
	return [...collection.entries]
		.flatMap(([property, { uses }]) =>
			rectangles(uses, resources).map(({ resource, operation }) => ({
				...property,
				displayOptions: { show: { '/resource': resource, '/operation': operation } },
			})),
		)
		.sort((a, b) => inOrder(a.displayName, b.displayName));
}

/** Everything that an operation shows: its path's locators, what it names itself, and the options that all have. */
function parametersOf({ actsAs }: Service, definition: Operation): Array<Parameter | Entry> {
	const common = [maxRequestsInFlight, ...(actsAs ? [actsAs] : [])];
	return [...locatorsOf(definition), ...(definition.uses ?? []), ...common];
}

const topLevel = (parameter: Parameter | Entry): Parameter => (isEntry(parameter) ? parameter.collection : parameter);

/**
 * n8n can say "these resources and these operations", not "these pairs". Resources are put together as long as no pair comes
 * in that does not use the parameter: mostly one rectangle, seldom two.
 */
export function rectangles(uses: Uses, resources: Resource[]): Array<Required<IDisplayOptions>['show'] & Rectangle> {
	const result: Rectangle[] = [];
	for (const [resource, operation] of uses) {
		const home = result.find((rectangle) => fits(merged(rectangle, resource, operation), uses, resources));
		if (home) Object.assign(home, merged(home, resource, operation));
		else result.push({ resource: [resource], operation });
	}
	return result.map(({ resource, operation }) => ({ resource, operation }));
}

interface Rectangle {
	resource: string[];
	operation: string[];
}

const merged = (rectangle: Rectangle, resource: string, operation: string[]): Rectangle => ({
	resource: [...rectangle.resource, resource],
	operation: [...new Set([...rectangle.operation, ...operation])],
});

function fits({ resource, operation }: Rectangle, uses: Uses, resources: Resource[]): boolean {
	return resources
		.filter(({ value }) => resource.includes(value))
		.every(({ value, operations }) =>
			operations
				.filter((definition) => operation.includes(definition.value))
				.every((definition) => uses.get(value)?.includes(definition.value)),
		);
}
