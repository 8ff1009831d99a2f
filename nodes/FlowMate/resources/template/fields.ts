import type { INodeProperties } from 'n8n-workflow';
import {
	cronProperty,
	descriptionProperty,
	flowSettingsProperty,
	nameProperty,
	typeProperty,
} from '../../parameters/fields';
import { otherFieldsProperty } from '../../request/body';

export const templateStatusProperty: INodeProperties = {
	displayName: 'Status',
	name: 'status',
	type: 'options',
	options: [
		{ name: 'Draft', value: 'draft' },
		{ name: 'Published', value: 'published' },
	],
	default: 'draft',
};

/** What a template has beside its graph. */
export const TEMPLATE_FIELDS = [
	nameProperty,
	descriptionProperty,
	templateStatusProperty,
	typeProperty,
	cronProperty,
	flowSettingsProperty,
	otherFieldsProperty,
];
