import type { IDataObject } from 'n8n-workflow';
import type { Parameter } from '../../kit/parameter';
import { ofKind } from '../../kit/parameter';
import { readJsonObject } from '../../kit/json';
import type { Scope } from '../../kit/scope';
import type { Field } from './fields';

/** Celigo sets these itself. */
const READ_ONLY = [
	'_id',
	'_userId',
	'createdAt',
	'lastModified',
	'lastExecutedAt',
	'resolvedAt',
	'deletedAt',
	'free',
	'_templateId',
	'_sourceId',
	'numInstances',
];

export const otherFields: Parameter<IDataObject> = {
	property: {
		displayName: 'Other Fields (JSON)',
		name: 'otherFields',
		type: 'json',
		default: '{}',
		description:
			'Further fields of the flow as Celigo writes them, such as { "logging": { "mode": "basic" } }. ' +
			'On an update, null clears a field. IDs and times that Celigo sets itself are left out.',
	},
	reader: ofKind('JSON object', (value, place) => {
		const given = Object.entries(readJsonObject(value, place));
		return Object.fromEntries(given.filter(([key]) => !READ_ONLY.includes(key)));
	}),
};

/** Optional fields of a flow as entries of a collection, with what was added to it. */
export function fieldsIn(collection: Parameter<IDataObject>, fields: Field[], others = otherFields) {
	// A field keeps its property, since the panel would show two as two.
	const known = fields.map((field) => ({ ...field, collection }));
	const other = { ...others, collection };
	return {
		entries: [...known, other],
		/** By the keys of Celigo's document; null where a field is to be cleared. 'Other Fields' give way to the others. */
		read(scope: Scope): IDataObject {
			const values: IDataObject = { ...scope.read(other) };
			for (const field of known) {
				const value = scope.read(field);
				if (value !== undefined) values[field.key] = value;
			}
			return values;
		},
	};
}
