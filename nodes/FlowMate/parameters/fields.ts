import type { IDataObject } from 'n8n-workflow';
import type { Entry, Parameter } from '../kit/parameter';
import { entry, ofKind } from '../kit/parameter';
import { choice, jsonObject, text } from '../kit/parameters';
import { checkCron, withoutHarm } from './known';

export const nameField = text({
	displayName: 'Name',
	name: 'name',
	type: 'string',
	default: '',
	placeholder: 'e.g. New orders to CRM',
});

export const descriptionField = text({
	displayName: 'Description',
	name: 'description',
	type: 'string',
	default: '',
});

export const typeField = choice({
	displayName: 'Type',
	name: 'type',
	type: 'options',
	options: [
		{ name: 'Long Running', value: 'long_running' },
		{ name: 'Ordinary', value: 'ordinary' },
		{ name: 'Realtime', value: 'realtime' },
	],
	default: 'ordinary',
});

const cron = text({
	displayName: 'Cron',
	name: 'cron',
	type: 'string',
	default: '',
	placeholder: 'e.g. */5 * * * *',
	description: 'Schedule of the flow. A flow with a schedule takes no data at its webhook. Empty removes it.',
});

export const cronField: Parameter<string> = {
	...cron,
	reader: ofKind('schedule', (value, place) => {
		const given = cron.reader(value, place);
		checkCron(given, `'${place.displayName}'`, place);
		return given;
	}),
};

export const graphField = jsonObject({
	displayName: 'Graph',
	name: 'graph',
	type: 'json',
	default: '{ "nodes": [], "edges": [] }',
	description: 'The steps of the flow (nodes) and how they are joined (edges)',
	hint: 'It replaces the whole old graph: what is left out here is gone',
});

export const flowSettingsField = jsonObject({
	displayName: 'Flow Settings',
	name: 'flowSettings',
	type: 'json',
	default: '{}',
	description: 'Settings such as those of the webhook. They replace the old ones.',
});

const other = jsonObject({
	displayName: 'Other Fields (JSON)',
	name: 'otherFields',
	type: 'json',
	default: '{}',
	description:
		'Further fields as FlowMate takes them, such as owners. IDs, times and the status of flows are left out.',
});

export const otherFields: Parameter<IDataObject> = { ...other, reader: withoutHarm(other.reader) };

/** The parameters as entries of a collection. */
export const entriesIn = (where: Parameter<IDataObject>, fields: Parameter[]): Entry[] =>
	fields.map((field) => entry(where, field));
