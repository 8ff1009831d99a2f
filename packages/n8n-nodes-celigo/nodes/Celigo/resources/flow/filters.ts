import type { IDataObject } from 'n8n-workflow';
import { integrationProperty } from '../../parameters/integration';
import { filters, options } from '../../parameters/list';
import type { Item } from '../../request/item';
import type { Entry } from '../../request/operation';
import { addedTo, oneOf, textOf } from '../../request/query';

export const integrationFilter: Entry = { collection: filters, property: integrationProperty };

export const nameFilter: Entry = {
	collection: filters,
	property: {
		displayName: 'Name Contains',
		name: 'name',
		type: 'string',
		default: '',
		placeholder: 'e.g. NetSuite',
		description: 'Text in the name, in upper or lower case',
	},
};

export const stateFilter: Entry = {
	collection: filters,
	property: {
		displayName: 'State',
		name: 'state',
		type: 'options',
		options: [
			{ name: 'Disabled', value: 'disabled' },
			{ name: 'Enabled', value: 'enabled' },
		],
		default: 'enabled',
	},
};

export const fieldsOption: Entry = {
	collection: options,
	property: {
		displayName: 'Fields',
		name: 'include',
		type: 'string',
		default: '',
		placeholder: 'e.g. disabled,schedule',
		description:
			"Keys of the fields to ask Celigo for, separated by commas, which makes long lists faster. ID and name always come. Turn off 'Simplify' to see other fields than its own.",
	},
};

export const instancesOption: Entry = {
	collection: options,
	property: {
		displayName: 'Include Instances',
		name: 'includeInstances',
		type: 'boolean',
		default: false,
		description: 'Whether to return flows that were made from an abstract flow, too',
	},
};

/** Which flows count. Whether a server honours filters by name and state is unknown, so the node selects. */
export function selectionOf(item: Item): (flow: IDataObject) => boolean {
	const { name, state } = addedTo(item, 'filters');
	const wanted = textOf(item, 'Name Contains', name)?.toLowerCase() ?? '';
	const wantedState = oneOf(item, 'State', state, ['enabled', 'disabled']);
	return (flow) =>
		String(flow.name ?? '')
			.toLowerCase()
			.includes(wanted) &&
		(wantedState === undefined || (flow.disabled ? 'disabled' : 'enabled') === wantedState);
}

/** Celigo takes letters, digits, dots and underscores here. The filter by state needs its field, asked for or not. */
export function keysIn(item: Item, include: unknown, needsState: boolean): string | undefined {
	const keys = (textOf(item, 'Fields', Array.isArray(include) ? include.join(',') : include) ?? '')
		.split(',')
		.map((key) => key.trim())
		.filter(Boolean);
	if (keys.length === 0) return undefined;
	const wrong = keys.find((key) => !/^[\w.]+$/.test(key));
	if (wrong !== undefined) {
		throw item.badInput(
			`'Fields' holds what is no key: ${JSON.stringify(wrong.slice(0, 60))}`,
			'Enter keys such as disabled,schedule or pageGenerators._exportId',
		);
	}
	return [...new Set(needsState ? [...keys, 'disabled'] : keys)].join(',');
}
