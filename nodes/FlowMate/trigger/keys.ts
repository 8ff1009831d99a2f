import type { IDataObject } from 'n8n-workflow';
import { isRecord } from '../kit/answer';
import { modeAndValue } from '../kit/locator';
import type { Parameter, Place } from '../kit/parameter';
import { rowsIn } from '../kit/parameters';
import { flowLocator } from '../parameters/flow';
import { userLocator } from '../parameters/user';
import { matchable } from './limits';

/**
 * The keys and user names to keep to, from `{ selected: [{ user | flow | component }], ids: [{ ids: 'a, b' }] }`, or from a text or
 * array that an expression gave. Undefined where nothing was added: a filter that is there but empty is refused, since it would let
 * all pass.
 */
export const keys: Parameter<Promise<Set<string> | undefined>> = {
	property: {
		displayName: 'Only These',
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
						description: 'IDs or user names, with commas between them',
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
	async reader(value, place) {
		const ids = isRecord(value) ? value.ids : value;
		const selected = await Promise.all(rowsIn(value, 'selected').map(async (row) => await readSelected(row, place)));
		const found = [...selected, ...listsIn(ids).flatMap((list) => readList(list, place))];
		return found.length > 0 ? new Set(found.map(matchable)) : undefined;
	},
};

const listsIn = (ids: unknown): unknown[] => (Array.isArray(ids) ? (ids as unknown[]) : ids ? [ids] : []);

function readList(list: unknown, place: Place): string[] {
	const text = String(isRecord(list) ? (list.ids ?? '') : list);
	const found = text.split(/[\s,;]+/).filter((part) => part !== '');
	if (found.length === 0) throw emptyFilter(place, 'IDs');
	return found;
}

/** A row holds what is shown for the grouping at hand; what it held for another one is not handed over by n8n. */
async function readSelected(row: IDataObject, place: Place): Promise<string> {
	if ('flow' in row) return flowLocator.reader(row.flow, { ...place, displayName: 'Flow' });
	if ('component' in row) return textOf(row.component, place, 'Component ID');
	// A user name needs no lookup: the counts of users name it, too.
	if (modeAndValue(row.user).mode === 'username') return textOf(modeAndValue(row.user).value, place, 'User');
	return await userLocator.reader(row.user, { ...place, displayName: 'User' });
}

function textOf(value: unknown, place: Place, displayName: string): string {
	if (typeof value === 'string' && value.trim()) return value;
	throw emptyFilter(place, displayName);
}

const emptyFilter = ({ refuse }: Place, displayName: string) =>
	refuse(`'${displayName}' under 'Only These' is empty`, 'Enter what to keep to, or remove the entry to have all');
