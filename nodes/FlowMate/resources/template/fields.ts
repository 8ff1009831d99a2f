import { choice } from '../../kit/parameters';
import {
	cronField,
	descriptionField,
	flowSettingsField,
	nameField,
	otherFields,
	typeField,
} from '../../parameters/fields';

export const statusField = choice({
	displayName: 'Status',
	name: 'status',
	type: 'options',
	options: [
		{ name: 'Draft', value: 'draft' },
		{ name: 'Published', value: 'published' },
	],
	default: 'draft',
});

/** What a template has beside its graph. */
export const TEMPLATE_FIELDS = [
	nameField,
	descriptionField,
	statusField,
	typeField,
	cronField,
	flowSettingsField,
	otherFields,
];
