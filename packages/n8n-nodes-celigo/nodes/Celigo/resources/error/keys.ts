import type { INodeProperties } from 'n8n-workflow';
import type { Parameter } from '../../kit/parameter';
import { readNames } from '../../kit/readers';

/**
 * A parameter that takes keys of errors, as text with commas or as a list. They are Celigo's own and have no common form.
 *
 * @param field of an error, which holds them
 */
export const errorKeys = (property: INodeProperties, field: string): Parameter<string[]> => ({
	property,
	reader(value, place) {
		const given: unknown = Array.isArray(value) ? value.filter((key) => typeof key !== 'object') : value;
		const keys = readNames(given, place);
		if (keys.length > 0) return [...new Set(keys)];
		throw place.refuse(
			`'${place.displayName}' is empty`,
			`Enter the field ${field} of one or more errors, such as {{ $json.${field} }}, separated by commas`,
		);
	},
});
