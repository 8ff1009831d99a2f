import type { IDataObject } from 'n8n-workflow';
import { isRecord } from '../kit/answer';
import { modeAndValue } from '../kit/locator';
import { emptyError, isExpression, isNothing, partOf } from '../kit/empty';
import { readFilledNames } from '../kit/names';
import type { Parameter, Place } from '../kit/parameter';
import { ofKind } from '../kit/parameter';
import { cellOf, rowsOf } from '../kit/parameters';
import { readText } from '../kit/readers';
import { flowLocator } from '../parameters/flow';
import { userLocator } from '../parameters/user';
import { matchable } from '../resources/execution/counts';

/**
 * The keys and user names to keep to, from `{ selected: [{ user | flow | component }], ids: [{ ids: 'a, b' }] }`, or from a text or
 * array that an expression gave. Undefined where nothing was added: a filter that is there but empty is refused, since it would let
 * all pass.
 */
export const keys: Parameter<Promise<Set<string> | undefined>> = {
	property: {
		displayName: 'Watch Only',
		name: 'keys',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true },
		placeholder: 'Add Filter',
		default: {},
		description: 'Users, flows or components to keep to. Leave empty for all.',
		options: [
			{
				displayName: 'IDs',
				name: 'ids',
				values: [
					{
						displayName: 'IDs',
						name: 'ids',
						type: 'string',
						default: '',
						placeholder: 'e.g. customer-1001, customer-1002',
						description: 'IDs or user names, with commas or line ends between them',
					},
				],
			},
			{
				displayName: 'Single',
				name: 'selected',
				values: [
					{
						...userLocator.property,
						required: undefined,
						displayOptions: { show: { '/groupBy': ['user'] } },
					},
					{
						...flowLocator.property,
						required: undefined,
						displayOptions: { show: { '/groupBy': ['flow'] } },
					},
					{
						displayName: 'Component ID',
						name: 'component',
						type: 'string',
						displayOptions: { show: { '/groupBy': ['component'] } },
						default: '',
						placeholder: 'e.g. 6762e154616e91cb8d8b1aaf',
					},
				],
			},
		],
	},
	reader: ofKind('trigger keys', async (value, place) => {
		if (isNothing(value) && isExpression(place.written())) throw emptyError(place, HOW);
		const rows = rowsOf(value, 'selected', place).map(async ([row, at]) => await readSelected(row, at));
		const selected = await Promise.all(rows);
		const found = [...selected, ...listsIn(value).flatMap((list, index) => readList(list, index, place))];
		return found.length > 0 ? new Set(found.map(matchable)) : undefined;
	}),
};

const HOW = 'Enter what to keep to, or remove the entry to have all';

/** The lists of IDs: those of the panel, or what an expression gave for all of them. */
function listsIn(value: unknown): unknown[] {
	const ids = isRecord(value) ? (Object.hasOwn(value, 'ids') ? value.ids : undefined) : value;
	if (Array.isArray(ids) && ids.every((list) => isRecord(list))) return ids as unknown[];
	return isNothing(ids) ? [] : [ids];
}

function readList(list: unknown, index: number, place: Place): string[] {
	const ids = isRecord(list) ? (Object.hasOwn(list, 'ids') ? list.ids : undefined) : list;
	const written = () => partOf(place.written(), 'ids', index, 'ids');
	return readFilledNames(HOW)(ids, { ...place, displayName: "IDs' under 'Watch Only", written });
}

/** A row holds what is shown for the grouping at hand; what it held for another one is not handed over by n8n. */
async function readSelected(row: IDataObject, place: Place): Promise<string> {
	if (Object.hasOwn(row, 'flow')) return flowLocator.reader(row.flow, cellOf(place, 'flow', 'Flow'));
	if (Object.hasOwn(row, 'component')) return textOf(row.component, cellOf(place, 'component', 'Component ID'));
	const user = cellOf(place, 'user', 'User');
	// A user name needs no lookup: the counts of users name it, too.
	if (modeAndValue(row.user).mode === 'username') return textOf(modeAndValue(row.user).value, user);
	return await userLocator.reader(row.user, user);
}

function textOf(value: unknown, place: Place): string {
	if (isNothing(value)) throw emptyError({ ...place, displayName: `${place.displayName}' under 'Watch Only` }, HOW);
	return readText(value, place);
}
