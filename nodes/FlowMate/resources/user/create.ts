import type { INodeProperties } from 'n8n-workflow';
import { additionalFields, entriesIn } from '../../parameters/fields';
import { output } from '../../parameters/list';
import { bodyOf, otherFieldsProperty } from '../../request/body';
import type { Item } from '../../request/item';
import type { Parameter } from '../../request/operation';
import { operation } from '../../request/operation';
import { shaped } from '../../request/shape';
import { userShape } from './shape';

export const username: Parameter = {
	property: {
		displayName: 'User Name',
		name: 'username',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. customer-1001',
		description: "Your own system's ID of the user. Some installations want an email address.",
	},
};

/** Not in the documented body, but the server refuses a user without one. */
export const password: Parameter = {
	property: {
		displayName: 'Password',
		name: 'password',
		type: 'string',
		typeOptions: { password: true },
		default: '',
		required: true,
		description: 'FlowMate demands one, also for end users who never log in themselves',
	},
};

const TEXT_FIELDS: INodeProperties[] = [
	{ displayName: 'First Name', name: 'firstname', type: 'string', default: '' },
	{ displayName: 'Last Name', name: 'lastname', type: 'string', default: '' },
	{ displayName: 'Phone', name: 'phone', type: 'string', default: '' },
	{
		displayName: 'Status',
		name: 'status',
		type: 'options',
		options: [
			{ name: 'Active', value: 'ACTIVE' },
			{ name: 'Disabled', value: 'DISABLED' },
			{ name: 'Pending', value: 'PENDING' },
		],
		default: 'ACTIVE',
	},
	otherFieldsProperty,
];

const LIST_FIELDS: INodeProperties[] = [
	{
		displayName: 'Permissions',
		name: 'permissions',
		type: 'string',
		default: '',
		placeholder: 'e.g. flows.read, flows.control',
		description:
			'Names of permissions, separated by commas. FlowMate refuses those that this account may not give.',
	},
	{
		displayName: 'Role IDs',
		name: 'roles',
		type: 'string',
		default: '',
		description: 'IDs of roles separated by commas',
	},
];

/** POST /users. Answers 200 { id }; FlowMate's documentation shows the whole user. 409 when the user name is taken. */
export const create = operation({
	name: 'Create',
	value: 'create',
	action: 'Create user',
	description: 'Create a user. An end user is also created by acting as it for the first time.',
	method: 'POST',
	path: ['users'],
	permission: 'tenant.account.create',
	uses: [username, password, ...entriesIn(additionalFields, [...TEXT_FIELDS, ...LIST_FIELDS]), ...output],
	body(item) {
		const fields = item.collection('additionalFields');
		const body = bodyOf(item, fields, TEXT_FIELDS);
		for (const { name } of LIST_FIELDS) if (fields[name] !== undefined) body[name] = namesIn(fields[name]);
		body.username = required(item, 'User Name', item.parameter('username'));
		body.password = required(item, 'Password', item.parameter('password'));
		return body;
	},
	shape: userShape,
	result: (item, user) => shaped(item, { username: String(item.parameter('username')), ...user }, userShape),
});

const namesIn = (value: unknown): string[] =>
	(Array.isArray(value) ? value : String(value).split(','))
		.map((name) => String(name).trim())
		.filter(Boolean);

function required(item: Item, displayName: string, value: unknown): string {
	if ((typeof value === 'string' && value.trim()) || typeof value === 'number') return String(value);
	throw item.badInput(`'${displayName}' is empty`, `Enter a ${displayName.toLowerCase()}`);
}
