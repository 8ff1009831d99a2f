import type { INodeProperties } from 'n8n-workflow';
import type { Parameter } from '../../kit/parameter';
import { ofKind } from '../../kit/parameter';
import { emptyError, isNothing } from '../../kit/empty';
import { entriesOf, readNames } from '../../kit/names';
import { shown } from '../../kit/shown';

/**
 * A parameter that takes keys of errors, as text with commas or as a list. They are Celigo's own and have no common form.
 *
 * @param field of an error, which holds them
 */
export const errorKeys = (property: INodeProperties, field: string): Parameter<string[]> => ({
	property,
	reader: ofKind('keys of errors', (value, place) => {
		// Of a list from several errors, some may have no key.
		const given = isNothing(value) ? [] : entriesOf(value, place).filter((key) => !isNothing(key));
		const keys = readNames(given, place);
		const several = keys.find((key) => /[\s;|]/.test(key));
		if (several !== undefined) {
			throw place.refuse(
				`'${place.displayName}' holds what is no ${field}: ${shown(several)}`,
				'Separate several by commas',
			);
		}
		if (keys.length > 0) return [...new Set(keys)];
		throw emptyError(
			place,
			`Enter the field ${field} of one or more errors, such as {{ $json.${field} }}, separated by commas`,
		);
	}),
});
