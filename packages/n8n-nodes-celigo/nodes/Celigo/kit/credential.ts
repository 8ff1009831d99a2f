import type { ICredentialDataDecryptedObject, IDataObject, IHttpRequestOptions } from 'n8n-workflow';
import { UserError } from 'n8n-workflow';
import { settingsOf } from './settings';

/** How a request goes, for a login that may have to come before it. */
export interface Way {
	/** Time-out, proxy, certificates, as the user has set them for the node. */
	readonly settings: Partial<IHttpRequestOptions>;
	/** Ends the waiting; lists in the editor and polls have none. */
	readonly signal?: AbortSignal;
	/** Whether a person waits for the answer in the editor. */
	readonly hurried: boolean;
}

const WAY = Symbol('way');

/** The credential's fields as n8n hands them to `authenticate` and `preAuthentication`; ours tell the way of their request. */
export type Credential = ICredentialDataDecryptedObject & { [WAY]?: Way };

/**
 * A credential for one request. n8n hands `preAuthentication` no request, and so no way but this to know how it goes.
 *
 * @param fields as n8n has decrypted them, with what this request changes of them
 */
export const credentialFor = <C extends ICredentialDataDecryptedObject>(fields: C, way: Way): C & Credential => ({
	...fields,
	[WAY]: way,
});

/** The way of the request that a credential was made for. Undefined for requests of other nodes and for tests of the credential. */
export const wayOf = (credential: Credential): Way | undefined => credential[WAY];

/** The way of a request that another node makes with the credential, or that tests it: of either of n8n's request helpers. */
export function wayOfOther(request: object): Way {
	const { timeout, proxy, rejectUnauthorized } = request as IDataObject;
	const given = {
		timeout,
		proxy: typeof proxy === 'string' ? proxy : '',
		allowUnauthorizedCerts: rejectUnauthorized === false,
	};
	const settings = settingsOf(given, (message, description) => new UserError(message, { description }));
	const { proxy: other } = request as IHttpRequestOptions;
	return { settings: typeof proxy === 'string' ? settings : { ...settings, proxy: other }, hurried: true };
}
