import { pastedToken, webAddress, withoutLineEnds } from '../kit/address';
import type { Credential } from '../kit/credential';
import { missing, SessionRefused } from './refusals';

/** The fields of the credential 'FlowMate API', as n8n hands them over: decrypted, expressions resolved for the item at hand. */
export interface FlowMateFields {
	authentication: 'login' | 'token';
	baseUrl: string;
	username: string;
	password: string;
	token: string;
	userPath: string;
	webhookSecret: string;
	ignoreSSLIssues: boolean;
	/** `<identity>.<token>`: the form in which n8n stores a session between executions. */
	sessionToken: string;
	/** The end user that the request is made as, where the node's option names one; no field of the stored credential. */
	actAsUser: string;
}

export type FlowMateCredential = Credential & FlowMateFields;

/** Fields are read as n8n stores them; those of a credential that was made elsewhere may be missing. */
type Given<K extends keyof FlowMateFields> = Partial<Pick<FlowMateFields, K>>;

/** The base URL without a trailing slash. @throws SessionRefused when it is no http or https address */
export function baseUrl({ baseUrl }: Given<'baseUrl'>): string {
	const address = webAddress(baseUrl);
	if (address === undefined) throw new SessionRefused(missing.baseUrl);
	return address;
}

/** The path of the user resource, `/users` unless the installation says otherwise. */
export function userPath({ userPath }: Given<'userPath'>): string {
	const segments = String(userPath || '/users').split('/');
	return segments
		.map((segment) => segment.trim())
		.filter((segment) => segment && segment !== '.' && segment !== '..')
		.map((segment) => `/${encodeURIComponent(segment)}`)
		.join('');
}

/** The admin token, without the word Bearer that people paste along with it. */
export const staticToken = ({ token }: Given<'token'>): string => pastedToken(token);

/** Login name and password as they are sent. */
export const loginOf = ({ username, password }: Given<'username' | 'password'>) => ({
	username: String(username ?? '').trim(),
	password: withoutLineEnds(password),
});

/** The key that webhooks are signed with. */
export const webhookSecret = ({ webhookSecret }: Given<'webhookSecret'>): string => withoutLineEnds(webhookSecret);

/** The end user to act as, or '' for the account itself. */
export const endUser = ({ actAsUser }: Given<'actAsUser'>): string => actAsUser ?? '';
