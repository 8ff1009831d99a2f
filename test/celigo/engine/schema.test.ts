/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs in Node, not inside n8n */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { OPERATIONS, readyFor } from './operations';
import { PACKAGE, startWorld } from './support';

const FOLDER = join(PACKAGE, 'dist/nodes/Celigo/__schema__/v1.0.0');

interface Schema {
	type: string;
	properties?: Record<string, Schema>;
	items?: Schema;
}

/** Where a value and its schema differ: a key that the schema does not know, or a type that it does not allow. */
function differences(value: unknown, schema: Schema | undefined, path: string): string[] {
	if (value === undefined) return [];
	if (!schema) return [`${path} is not in the schema`];
	const type = Array.isArray(value) ? 'array' : typeof value;
	if (type !== schema.type) return [`${path} is ${type}, not ${schema.type}`];
	if (Array.isArray(value))
		return value.flatMap((entry, index) => differences(entry, schema.items, `${path}[${index}]`));
	if (type !== 'object' || value === null) return [];
	return Object.entries(value).flatMap(([key, each]) =>
		differences(each, schema.properties?.[key], `${path}.${key}`),
	);
}

test('every operation has a schema, and every schema an operation', () => {
	const schemas = readdirSync(FOLDER).flatMap((resource) =>
		readdirSync(join(FOLDER, resource)).map((file) => `${resource}.${file.replace(/\.json$/, '')}`),
	);
	expect(schemas.sort()).toEqual(Object.keys(OPERATIONS).sort());
});

/** Celigo's raw documents have more fields than a schema names. */
const RAW = [
	'job.cancel',
	'error.retry',
	'error.retryAll',
	'error.getRetryData',
	'error.updateRetryData',
	'export.run',
	'flow.getAudit',
];

test.each(Object.keys(OPERATIONS).filter((name) => !RAW.includes(name)))(
	'the output of %s is as its schema says',
	async (name) => {
		const world = await startWorld();
		const parameters = await readyFor(world, name);
		const [output] = await world.output(name, parameters);
		await world.sandbox.close();
		const file = join(FOLDER, `${name.replace('.', '/')}.json`);
		expect(existsSync(file)).toBe(true);
		const schema = JSON.parse(readFileSync(file, 'utf8')) as Schema;
		expect(differences(output, schema, name)).toEqual([]);
	},
);

test.each(RAW)('the schema of %s names fields that Celigo sends', async (name) => {
	const world = await startWorld();
	await world.run('flow.update', {
		flow: { __rl: true, mode: 'id', value: [...world.sandbox.state.flows.keys()][0] },
		updateFields: { name: 'New name' },
	});
	const [output] = await world.output(name, await readyFor(world, name));
	await world.sandbox.close();
	const schema = JSON.parse(readFileSync(join(FOLDER, `${name.replace('.', '/')}.json`), 'utf8')) as Schema;
	expect(Object.keys(output)).toEqual(expect.arrayContaining(Object.keys(schema.properties ?? {})));
});
