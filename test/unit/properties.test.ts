import type { INodeProperties } from 'n8n-workflow';
import { FlowMate } from '../../nodes/FlowMate/FlowMate.node';

const { properties } = new FlowMate().description;

const counted = (names: string[]) => {
	const counts = new Map<string, number>();
	for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
	return [...counts].filter(([, count]) => count > 1);
};

/** Everything in the panel that somebody can fill in, wherever it stands. */
function withNested(all: INodeProperties[]): INodeProperties[] {
	return all.flatMap((property) => {
		const nested =
			property.type === 'options' || property.type === 'multiOptions' ? [] : (property.options ?? []);
		const below = nested.flatMap((entry) => ('values' in entry ? entry.values : [entry as INodeProperties]));
		return [property, ...withNested(below)];
	});
}

test('each parameter is one property, since n8n evaluates every property of a name for every item', () => {
	// But for the selector of operations, of which n8n wants one per resource; it takes no expression.
	expect(counted(properties.map(({ name }) => name))).toEqual([['operation', 5]]);
});

test('the resources are webhook, flow, user, template and execution', () => {
	expect(properties[0].options).toMatchObject(
		['webhook', 'flow', 'user', 'template', 'execution'].map((value) => ({ value })),
	);
});

test('no property, default or route holds an expression', () => {
	expect(JSON.stringify(properties)).not.toContain('={{');
	expect(JSON.stringify(properties)).not.toContain('"=');
});

test('every parameter that names a record offers list, id and URL; whom to act as goes by user name', () => {
	const locators = withNested(properties).filter(({ type }) => type === 'resourceLocator');
	expect(locators.map(({ name, modes }) => [name, modes?.map((mode) => mode.name)])).toEqual([
		['flow', ['list', 'id', 'url']],
		['flow', ['list', 'id', 'url']],
		['user', ['list', 'id', 'username', 'url']],
		['template', ['list', 'id', 'url']],
		['template', ['list', 'id', 'url']],
		['template', ['list', 'id', 'url']],
		['user', ['list', 'id', 'username', 'url']],
		['actAsUser', ['list', 'username']],
	]);
});

test('secrets are masked', () => {
	const secrets = withNested(properties).filter(({ name }) => /password|token|secret$/i.test(name));
	expect(secrets.map(({ name, typeOptions }) => [name, typeOptions?.password])).toEqual([['password', true]]);
});

test('options and entries that somebody looks through are sorted by name', () => {
	const lists = withNested(properties)
		.filter(({ type }) => ['options', 'multiOptions', 'collection'].includes(type))
		.filter(({ name }) => name !== 'resource')
		.map(({ options = [] }) =>
			options.map((option) => ('displayName' in option ? option.displayName : option.name)),
		);
	expect(lists).toEqual(lists.map((names) => [...names].sort((a, b) => a.localeCompare(b))));
});
