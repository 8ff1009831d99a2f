import type { ICredentialDataDecryptedObject, IHttpRequestOptions } from 'n8n-workflow';

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
export const credentialFor = (fields: ICredentialDataDecryptedObject, way: Way): Credential => ({
	...fields,
	[WAY]: way,
});

/** The way of the request that a credential was made for. Undefined for requests of other nodes and for tests of the credential. */
export const wayOf = (credential: Credential): Way | undefined => credential[WAY];
