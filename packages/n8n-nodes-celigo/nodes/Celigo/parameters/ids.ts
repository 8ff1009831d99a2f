import { emptyError, isExpression } from '../kit/empty';
import { idsReader } from '../kit/names';
import { ofKind } from '../kit/parameter';
import { celigo } from '../service';

/** IDs separated by commas, or a list of them from an expression. */
export const readIds = idsReader(celigo);

/** One ID, or nothing. */
export const readOptionalId = ofKind<string | undefined>('ID, or none', (value, place) => {
	const ids = readIds(value, place);
	if (ids.length === 0 && isExpression(place.written())) throw emptyError(place, HOW);
	if (ids.length < 2) return ids[0];
	throw place.refuse(`'${place.displayName}' holds ${ids.length} IDs`, HOW);
});

/** One ID, to select by. */
export const readId = ofKind<string>('ID', (value, place) => {
	const id = readOptionalId(value, place);
	if (id !== undefined) return id;
	throw emptyError(place, HOW);
});

const HOW = 'Enter one ID, or remove it';
