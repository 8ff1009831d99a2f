import type { ICredentialDataDecryptedObject, IDataObject } from 'n8n-workflow';
import { advise, serverText } from './advice';
import { isRecord } from './kit/answer';
import { systemClock } from './kit/clock';
import { Limiters } from './kit/limiter';
import { Lookups } from './kit/lookups';
import type { List, RecordsIn } from './kit/list';
import { wholeList } from './kit/list';
import { locatorsFor } from './kit/locator';
import type { Numbering } from './kit/numberedList';
import { numberedList } from './kit/numberedList';
import { wholeNumberIn } from './kit/readers';
import type { Service } from './kit/service';
import { actAsUser } from './session/actAsUser';
import { sessions } from './session';
import type { FlowMateFields } from './session/credential';

/** FlowMate as the kit wants it described. */
export const flowMate: Service = {
	name: 'FlowMate',
	credential: 'flowMateApi',
	addressedBy: "'Base URL' in the FlowMate credential",
	// MongoDB's object ids. The server lets any 12 characters through; this does not.
	ids: {
		pattern: '[0-9a-fA-F]{24}',
		ignoresCase: true,
		inWords: '24 characters, 0 to 9 and a to f',
		example: '6762e154616e91cb8d8b1aaf',
	},
	renewsSession: true,
	unwrap,
	advise,
	wordsOf: serverText,
	actsAs: actAsUser,
	sessionField: 'sessionToken',
	secretsOf,
	accepted: (credential) => sessions.accepted(credential),
	rejected: (credential) => sessions.rejected(credential),
	clock: systemClock,
	limiters: new Limiters(),
	lookups: new Lookups(),
};

/** FlowMate for requests that the credential's account makes itself, whoever acts otherwise. */
export const accountAlone: Service = { ...flowMate, actsAs: undefined };

export const locator = locatorsFor(flowMate);

function secretsOf(credential: ICredentialDataDecryptedObject): string[] {
	const { password, token, webhookSecret, sessionToken } = credential as Partial<FlowMateFields>;
	const session = sessions.tokenOf(credential);
	const stored = sessionToken?.slice(sessionToken.indexOf('.') + 1);
	return [password, token, webhookSecret, stored, session].filter((secret) => secret !== undefined);
}

/** `{data, meta}` or `{data, metadata}` → data; users come bare, unless somebody asked for `meta`. */
function unwrap(body: unknown): unknown {
	return isRecord(body) && 'data' in body ? body.data : body;
}

const recordsIn: RecordsIn = (scope, answer, { subject }) => {
	const data = unwrap(answer.body);
	// One of FlowMate's guides shows a single user where the server sends a list.
	const records = isRecord(data) && ('_id' in data || 'id' in data) ? [data] : data;
	if (!Array.isArray(records) || !records.every(isRecord)) throw scope.unreadable(answer, subject);
	return records as IDataObject[];
};

/** Pages whose total is not that of the list. */
export const pages: Numbering = {
	// FlowMate's server knows no maximum, and fewer requests cost less.
	largestPage: 1_000,
	query: (number, size) => ({ 'page[size]': size, 'page[number]': number }),
	recordsIn,
	figuresIn({ body }) {
		const meta = isRecord(body) && isRecord(body.meta) ? body.meta : {};
		return { perPage: positive(meta.perPage), page: positive(meta.page), total: positive(meta.total) };
	},
	hasTotal: false,
};

/** Some JSON writers put numbers into quotes. */
const positive = (value: unknown) => wholeNumberIn(value, 1);

/** Flows come in pages with their total. */
export const flowPages: Numbering = { ...pages, hasTotal: true };

export const flowList: List = numberedList(flowPages);

/** Templates come in pages with a total that counts other tenants' records, too. */
export const templateList: List = numberedList(pages);

/** Users come all at once. */
export const userList: List = wholeList(recordsIn);
