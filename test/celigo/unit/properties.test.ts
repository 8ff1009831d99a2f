import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { CeligoApi } from '../../../packages/n8n-nodes-celigo/credentials/CeligoApi.credentials';
import { Celigo } from '../../../packages/n8n-nodes-celigo/nodes/Celigo/Celigo.node';

const { description } = new Celigo();
const { properties } = description;

const operations = properties
	.filter(({ name }) => name === 'operation')
	.flatMap(({ options = [] }) => options as INodePropertyOptions[]);

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
	const names = properties.map(({ name }) => name).filter((name) => name !== 'operation');
	expect(names).toEqual([...new Set(names)]);
});

test('the resources are those of the README, with the operations that were asked for', () => {
	const values = properties
		.filter(({ name }) => name === 'operation')
		.map(({ displayOptions, options = [] }) => [
			...(displayOptions?.show?.resource ?? []),
			(options as INodePropertyOptions[]).map(({ value }) => value).sort(),
		]);
	expect(values).toEqual([
		[
			'flow',
			[
				'clone',
				'create',
				'delete',
				'disable',
				'enable',
				'get',
				'getAll',
				'getAudit',
				'getLastExportDateTime',
				'getLatestJobs',
				'replace',
				'run',
				'update',
			],
		],
		['job', ['cancel', 'get', 'getAll', 'getErrors']],
		[
			'error',
			[
				'getAll',
				'getCounts',
				'getRetryData',
				'resolve',
				'resolveAll',
				'retry',
				'retryAll',
				'updateRetryData',
			],
		],
		['integration', ['get', 'getAll', 'getErrorCounts']],
		['connection', ['get', 'getAll', 'ping']],
		['export', ['run']],
	]);
});

test('no property, default or route holds an expression of ours', () => {
	const text = JSON.stringify(properties);
	expect(text).not.toContain('={{');
	expect(text).not.toContain('"=');
});

test('every parameter that names a record offers list, id and URL, the list first', () => {
	const locators = withNested(properties).filter(({ type }) => type === 'resourceLocator');
	expect(new Set(locators.map(({ name }) => name))).toEqual(
		new Set([
			'flow',
			'stepFlow',
			'step',
			'job',
			'integration',
			'integrationId',
			'connection',
			'export',
			'import',
			'from',
			'to',
		]),
	);
	for (const { modes, default: initial } of locators) {
		expect(modes?.map(({ name }) => name)).toEqual(['list', 'id', 'url']);
		expect(initial).toEqual({ mode: 'list', value: '' });
	}
});

test('every list that a locator names exists, and every list is named', () => {
	const named = withNested(properties).flatMap(({ modes = [] }) =>
		modes.map(({ typeOptions }) => typeOptions?.searchListMethod).filter(Boolean),
	);
	expect([...new Set(named)].sort()).toEqual(Object.keys(new Celigo().methods.listSearch).sort());
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

test('an action is a sentence without articles that names its resource', () => {
	for (const { action = '', description: text = '' } of operations) {
		expect(action).toMatch(/^[A-Z][a-z ]+$/);
		expect(action).toMatch(/\b(flows?|jobs?|errors?|integrations?|connections?|export)\b/);
		expect(action).not.toMatch(/\b(an?|the)\b/);
		expect(text.length).toBeGreaterThan(10);
	}
});

test('the token is masked, and the only secret', () => {
	const masked = new CeligoApi().properties.filter(({ typeOptions }) => typeOptions?.password);
	expect(masked.map(({ name }) => name)).toEqual(['token']);
});
