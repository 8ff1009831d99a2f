/** The part of JSON Schema that n8n's editor reads. */
export interface Schema {
	type: string | string[];
	properties?: Record<string, Schema>;
	items?: Schema;
	version?: number;
}

/**
 * Where a value is not what the schema says: `owner is number`, `owner is not in the schema`.
 *
 * @param further whether the value may have fields that the schema does not name
 */
export function deviations(
	schema: Schema,
	value: unknown,
	{ further = false } = {},
	path = 'item',
): string[] {
	const type = typeOf(value);
	const allowed = [schema.type].flat().map((name) => (name === 'integer' ? 'number' : name));
	if (!allowed.includes(type)) return [`${path} is ${type}`];
	if ([schema.type].flat().includes('integer') && !Number.isInteger(value)) return [`${path} is no integer`];
	if (Array.isArray(value)) {
		const { items } = schema;
		return items
			? value.flatMap((entry, index) => deviations(items, entry, { further }, `${path}[${index}]`))
			: [];
	}
	if (type !== 'object' || !schema.properties) return [];
	const { properties } = schema;
	return Object.entries(value as object)
		.filter(([, field]) => field !== undefined)
		.flatMap(([name, field]) => {
			if (properties[name]) return deviations(properties[name], field, { further }, `${path}.${name}`);
			return further ? [] : [`${path}.${name} is not in the schema`];
		});
}

function typeOf(value: unknown): string {
	if (value === null) return 'null';
	return Array.isArray(value) ? 'array' : typeof value;
}
