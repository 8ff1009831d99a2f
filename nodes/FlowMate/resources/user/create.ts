import type { IDataObject } from 'n8n-workflow';
import { record } from '../../kit/done';
import { operation } from '../../kit/operation';
import { output, shaped } from '../../kit/output';
import type { Parameter } from '../../kit/parameter';
import type { Item } from '../../kit/scope';
import { ofKind } from '../../kit/parameter';
import { additionalFields, choice, filledText, names, text } from '../../kit/parameters';
import { addedBody } from '../../parameters/body';
import { entriesIn, otherFields } from '../../parameters/fields';
import { userShape } from './shape';

const name = filledText({
	displayName: 'User Name',
	name: 'username',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. customer-1001',
	description: "Your own system's ID of the user. Some installations want an email address.",
});

export const username: Parameter<string> = {
	...name,
	reader: ofKind('text, not empty', (value, place) => name.reader(value, place).trim()),
};

/** Not in the documented body, but the server refuses a user without one. */
export const password = filledText({
	displayName: 'Password',
	name: 'password',
	type: 'string',
	typeOptions: { password: true },
	default: '',
	required: true,
	description: 'FlowMate demands one, also for end users who never log in themselves',
});

export const statusField = choice({
	displayName: 'Status',
	name: 'status',
	type: 'options',
	options: [
		{ name: 'Active', value: 'ACTIVE' },
		{ name: 'Disabled', value: 'DISABLED' },
		{ name: 'Pending', value: 'PENDING' },
	],
	default: 'ACTIVE',
});

const furtherFields = entriesIn(additionalFields, [
	text({ displayName: 'First Name', name: 'firstname', type: 'string', default: '' }),
	text({ displayName: 'Last Name', name: 'lastname', type: 'string', default: '' }),
	text({ displayName: 'Phone', name: 'phone', type: 'string', default: '' }),
	statusField,
	otherFields,
	names({
		displayName: 'Permissions',
		name: 'permissions',
		type: 'string',
		default: '',
		placeholder: 'e.g. flows.read, flows.control',
		description: 'Names of permissions, separated by commas. FlowMate refuses those that this account may not give.',
	}),
	names({
		displayName: 'Role IDs',
		name: 'roles',
		type: 'string',
		default: '',
		description: 'IDs of roles, not their names, separated by commas',
	}),
]);

/** What FlowMate stores of what was entered, as far as its answer does not tell: user names in lower case. */
function storedOf(item: Item): IDataObject {
	const { firstname, lastname, phone, status, permissions, roles } = addedBody(item, furtherFields);
	return { username: item.read(username).toLowerCase(), firstname, lastname, phone, status, permissions, roles };
}

/** POST /users. Answers 200 { id }; FlowMate's documentation shows the whole user. 409 when the user name is taken. */
export const create = operation({
	name: 'Create',
	value: 'create',
	action: 'Create user',
	description: 'Create a user. An end user is also created by acting as it for the first time.',
	method: 'POST',
	path: ['users'],
	permission: 'tenant.account.create',
	findOut: "Look for the user with 'Get Many'",
	each: true,
	uses: [username, password, ...furtherFields, ...output],
	body: (item): IDataObject => ({
		...addedBody(item, furtherFields),
		username: item.read(username),
		password: item.read(password),
	}),
	done: record('id', '_id'),
	shape: userShape,
	result: (item, user) => shaped(item, { ...storedOf(item), ...user }, userShape),
});
