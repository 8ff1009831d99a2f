import type { Reader } from '../kit/parameter';
import { readNames } from '../kit/readers';
import { isObjectId } from '../service';

/** IDs separated by commas, or a list of them from an expression. */
export const readIds: Reader<string[]> = (value, place) => {
	const ids = readNames(value, place);
	const wrong = value === null ? '' : ids.find((id) => !isObjectId(id));
	if (wrong === undefined) return ids;
	throw place.refuse(
		`'${place.displayName}' holds what is no ID: ${JSON.stringify(wrong.slice(0, 60))}`,
		"Celigo's IDs have 24 characters, 0 to 9 and a to f. Separate several by commas.",
	);
};

/** One ID, or nothing. */
export const readId: Reader<string | undefined> = (value, place) => readIds(value, place)[0];
