import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import { missing, SessionRefused } from './refusals';

/** The fields of the credential 'FlowMate API', as n8n hands them over: decrypted, expressions resolved for the item at hand. */
export interface FlowMateCredential extends ICredentialDataDecryptedObject {
	authentication: 'login' | 'token';
	baseUrl: string;
	username: string;
	password: string;
	token: string;
	actAsUser: string;
	userPath: string;
	/** `<identity>.<token>`: the form in which n8n stores a session between executions. */
	sessionToken: string;
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

/**
 * The end user to act as, or '' for the account itself.
 * @throws SessionRefused when an expression gave nothing: going on as the partner would use rights the item was not meant to have
 */
export function endUser({ actAsUser }: Pick<FlowMateCredential, 'actAsUser'>): string {
	const text = typeof actAsUser === 'number' ? String(actAsUser) : actAsUser;
	if (text === '') return '';
	if (typeof text !== 'string' || !text.trim()) throw new SessionRefused(missing.endUser);
	return text.trim();
}
