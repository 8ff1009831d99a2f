import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import type { Answer } from './answer';
import type { Clock } from './clock';
import type { Limiters } from './limiter';
import type { Lookups } from './lookups';
import type { Entry } from './parameter';
import type { Advice, Subject } from './subject';

/**
 * What the kit has to be told of a service: its words, its credential and its habits. One object of a package says it all, and holds
 * the package's state besides.
 */
export interface Service {
	/** Its name in messages: `FlowMate`. */
	readonly name: string;
	/** The credential type that addresses and signs its requests: `flowMateApi`. Its `authenticate` turns a path into a URL. */
	readonly credential: string;
	/** Where a person corrects the address, for messages: `'Base URL' in the FlowMate credential`. */
	readonly addressedBy: string;
	readonly ids: IdForm;
	/** Whether n8n renews the session when the server answers 401: it has to see that status itself then. */
	readonly renewsSession: boolean;
	/** Takes the record or the list of records out of its envelope. */
	unwrap(body: unknown): unknown;
	/**
	 * What to say of an answer that is no success, in the terms of the panel. Never repeats what was sent. What may have been carried
	 * out and must not be repeated, the kit says.
	 */
	advise(answer: Answer, subject: Subject): Advice;
	/** The server's own words in an answer, if it has any. */
	wordsOf(body: unknown): string | undefined;
	/**
	 * The option of every operation that names who acts, if it is not the credential's account. Its value goes into the credential of
	 * the request, under the option's name, so that `authenticate` stays the one place of authentication.
	 */
	readonly actsAs?: Entry<string>;
	/** The credential's field that n8n stores a session in. */
	readonly sessionField?: string;
	/** What must not be repeated from the server's words, given the credential of the request: passwords, tokens. */
	secretsOf?(credential: ICredentialDataDecryptedObject): string[];
	/** Told of each request that the server took, so that a session counts as good. */
	accepted?(credential: ICredentialDataDecryptedObject): void;
	/** Told of each request that came back with 401, so that the next one is not signed with the same session. */
	rejected?(credential: ICredentialDataDecryptedObject): void;
	readonly clock: Clock;
	readonly limiters: Limiters;
	readonly lookups: Lookups;
}

/** What an ID of the service looks like. */
export interface IdForm {
	/** Source of a regular expression that an ID matches from end to end: `[0-9a-fA-F]{24}`. */
	pattern: string;
	/** Whether upper and lower case make no difference. The service itself writes lower case then. */
	ignoresCase?: boolean;
	/** The same in words: `24 characters, 0 to 9 and a to f`. */
	inWords: string;
	example: string;
	/** The field of a record that holds its ID, for messages. Left out: `id`. */
	field?: string;
}
