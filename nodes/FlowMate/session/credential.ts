import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import { missing, SessionRefused } from './refusals';

/** The fields of the credential 'FlowMate API', as n8n hands them over: decrypted, expressions resolved for the item at hand. */
export interface FlowMateCredential extends ICredentialDataDecryptedObject {
	authentication: 'login' | 'token';
	baseUrl: string;
	username: string;
	password: string;
	token: string;
	userPath: string;
	/** `<identity>.<token>`: the form in which n8n stores a session between executions. */
	sessionToken: string;
	/** The end user that the request is made as, where the node's option names one; no field of the stored credential. */
	actAsUser: string;
}

/** The base URL without a trailing slash. @throws SessionRefused when it is no http or https address */
export function baseUrl({ baseUrl }: Pick<FlowMateCredential, 'baseUrl'>): string {
	const text = String(baseUrl ?? '').trim();
	const url = URL.canParse(text) ? new URL(text) : undefined;
	const plain = url && ['http:', 'https:'].includes(url.protocol) && !url.username && !url.search && !url.hash;
	if (!plain) throw new SessionRefused(missing.baseUrl);
	return text.replace(/\/+$/, '');
}

/** The path of the user resource, `/users` unless the installation says otherwise. */
export function userPath({ userPath }: Pick<FlowMateCredential, 'userPath'>): string {
	const segments = String(userPath || '/users').split('/');
	return segments
		.filter((segment) => segment && segment !== '.' && segment !== '..')
		.map((segment) => `/${encodeURIComponent(segment)}`)
		.join('');
}

/** The admin token, without the word Bearer that people paste along with it. */
export function staticToken({ token }: Pick<FlowMateCredential, 'token'>): string {
	return String(token ?? '')
		.trim()
		.replace(/^Bearer\s+/i, '');
}
