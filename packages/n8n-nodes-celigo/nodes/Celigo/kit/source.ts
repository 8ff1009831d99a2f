import type { ICredentialDataDecryptedObject, IHttpRequestOptions, INode, INodeExecutionData } from 'n8n-workflow';
import type { Credential } from './credential';

/** What a scope needs of one of n8n's contexts. `contexts.ts` takes it from each of them. */
export interface Source {
	getNode(): INode;
	getTimezone(): string;
	readonly signal?: AbortSignal;
	readonly settings: Partial<IHttpRequestOptions>;
	/** A top-level parameter with its expressions resolved; undefined where it is not shown or not set. */
	parameter(name: string): unknown;
	/** n8n's request helper, with the signature of this credential. */
	request(options: IHttpRequestOptions, credential: Credential): Promise<unknown>;
	/** The credential, decrypted. */
	credential(): Promise<ICredentialDataDecryptedObject>;
	/** Whether a person waits in the editor. */
	readonly hurried?: boolean;
}

/** What a scope for an input item needs besides. */
export interface ItemSource extends Source {
	readonly index: number;
	readonly input: INodeExecutionData;
	/** Whether the node goes on after an error. */
	readonly goesOn: boolean;
}
