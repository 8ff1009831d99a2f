import type { INodeProperties } from 'n8n-workflow';
import type { Entry } from '../request/operation';
import { collection } from './list';

export const updateFields = collection({
	displayName: 'Update Fields',
	name: 'updateFields',
	placeholder: 'Add Field',
});

export const additionalFields = collection({
	displayName: 'Additional Fields',
	name: 'additionalFields',
	placeholder: 'Add Field',
});

export const nameProperty: INodeProperties = {
	displayName: 'Name',
	name: 'name',
	type: 'string',
	default: '',
	placeholder: 'e.g. New orders to CRM',
};

export const descriptionProperty: INodeProperties = {
	displayName: 'Description',
	name: 'description',
	type: 'string',
	default: '',
};

export const typeProperty: INodeProperties = {
	displayName: 'Type',
	name: 'type',
	type: 'options',
	options: [
		{ name: 'Long Running', value: 'long_running' },
		{ name: 'Ordinary', value: 'ordinary' },
		{ name: 'Realtime', value: 'realtime' },
	],
	default: 'ordinary',
};

export const cronProperty: INodeProperties = {
	displayName: 'Cron',
	name: 'cron',
	type: 'string',
	default: '',
	placeholder: 'e.g. */5 * * * *',
	description: 'Schedule of the flow. A flow with a schedule takes no data at its webhook. Empty removes it.',
};

export const graphProperty: INodeProperties = {
	displayName: 'Graph',
	name: 'graph',
	type: 'json',
	default: '{ "nodes": [], "edges": [] }',
	description: 'The steps of the flow (nodes) and how they are joined (edges)',
	hint: 'It replaces the whole old graph: what is left out here is gone',
};

export const flowSettingsProperty: INodeProperties = {
	displayName: 'Flow Settings',
	name: 'flowSettings',
	type: 'json',
	default: '{}',
	description: 'Settings such as those of the webhook. They replace the old ones.',
};

/** The properties as entries of a collection. */
export const entriesIn = (where: Entry['collection'], properties: INodeProperties[]): Entry[] =>
	properties.map((property) => ({ collection: where, property }));
