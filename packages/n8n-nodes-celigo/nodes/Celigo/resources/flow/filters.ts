import type { IDataObject } from 'n8n-workflow';
import { entry, ofKind } from '../../kit/parameter';
import { choice, filters, flag, filterText, options } from '../../kit/parameters';
import { readNames } from '../../kit/names';
import { shown } from '../../kit/shown';
import type { Scope } from '../../kit/scope';

export const nameFilter = entry(
	filters,
	filterText({
		displayName: 'Name Contains',
		name: 'name',
		type: 'string',
		default: '',
		placeholder: 'e.g. NetSuite',
		description: 'Text in the name, in upper or lower case',
	}),
);

export const stateFilter = entry(
	filters,
	choice({
		displayName: 'State',
		name: 'state',
		type: 'options',
		options: [
			{ name: 'Disabled', value: 'disabled' },
			{ name: 'Enabled', value: 'enabled' },
		],
		default: 'enabled',
	}),
);

/** Celigo takes letters, digits, dots and underscores here. */
const readKeys = ofKind<string[]>('keys', (value, place) => {
	const keys = readNames(value, place);
	const wrong = keys.find((key) => !/^[\w.]+$/.test(key));
	if (wrong === undefined) return keys;
	throw place.refuse(
		`'Fields' holds what is no key: ${shown(wrong)}`,
		'Enter keys such as disabled,schedule or pageGenerators._exportId',
	);
});

export const fieldsOption = entry(options, {
	property: {
		displayName: 'Fields',
		name: 'include',
		type: 'string',
		default: '',
		placeholder: 'e.g. disabled,schedule',
		description:
			'Keys of the fields to ask Celigo for, separated by commas, which makes long lists faster. ' +
			"ID and name always come. Turn off 'Simplify' to see other fields than its own.",
	},
	reader: readKeys,
});

export const instancesOption = entry(
	options,
	flag({
		displayName: 'Include Instances',
		name: 'includeInstances',
		type: 'boolean',
		default: false,
		description: 'Whether to return flows that were made from an abstract flow, too',
	}),
);

/** Whether a record's name has the text under 'Name Contains'. */
export function hasName(scope: Scope): (record: IDataObject) => boolean {
	const wanted = scope.read(nameFilter)?.toLowerCase() ?? '';
	return ({ name }) =>
		String(name ?? '')
			.toLowerCase()
			.includes(wanted);
}

/** Which flows count. Whether a server honours filters by name and state is unknown, so the node selects. */
export function selectionOf(scope: Scope): (flow: IDataObject) => boolean {
	const named = hasName(scope);
	const state = scope.read(stateFilter);
	return (flow) => named(flow) && (state === undefined || (flow.disabled ? 'disabled' : 'enabled') === state);
}

/** The `include` of a list of flows. The filter by state needs its field, asked for or not. */
export function keysFor(scope: Scope): string | undefined {
	const keys = scope.read(fieldsOption) ?? [];
	if (keys.length === 0) return undefined;
	return [...new Set(scope.has(stateFilter) ? [...keys, 'disabled'] : keys)].join(',');
}
