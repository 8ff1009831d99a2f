import { modeAndValue } from '../kit/locator';
import { emptyError, isNothing } from '../kit/empty';
import type { Entry } from '../kit/parameter';
import { ofKind } from '../kit/parameter';
import { options } from '../kit/parameters';
import { readText } from '../kit/readers';

/** What an expression leaves behind in a text when it found nothing. FlowMate would make a user of that name. */
const NOTHING = new Set(['undefined', 'null', 'NaN', '[object Object]']);

/** A user name. It is refused where there is none: going on as the account itself would use rights that the item was not meant to have. */
const readUser = ofKind<string>('user name', (raw, place) => {
	const { displayName, refuse } = place;
	const { value } = modeAndValue(raw);
	const text = isNothing(value) ? '' : readText(value, place).trim();
	if (text.startsWith('=')) {
		// Lists in the editor get parameters as they stand there.
		throw refuse(
			`'${displayName}' is an expression, which has no value in a list`,
			'Choose a fixed user for as long as you use the list, or enter an ID',
		);
	}
	if (text && !NOTHING.has(text)) return text;
	throw emptyError(
		place,
		`Choose a user or enter a user name, or remove '${displayName}' to act as the account of the credential`,
	);
});

/** Every operation has it: requests run with the rights of one of the partner's customers, by POST /impersonate. */
export const actAsUser: Entry<string> = {
	collection: options,
	property: {
		displayName: 'Act as User',
		name: 'actAsUser',
		type: 'resourceLocator',
		default: { mode: 'list', value: '' },
		description:
			'One of your customers, whose rights the requests run with. With an expression each item acts as its own user. ' +
			"Without this option the credential's account acts.",
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				placeholder: 'Select a user...',
				typeOptions: { searchListMethod: 'searchUsernames', searchable: true },
			},
			{
				displayName: 'By Name',
				name: 'username',
				type: 'string',
				placeholder: 'e.g. customer-1001',
				hint: "The user name: your own system's ID of this user",
			},
		],
	},
	reader: readUser,
};
