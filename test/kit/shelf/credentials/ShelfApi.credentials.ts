import type {
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	ICredentialType,
	IHttpRequestOptions,
	INodeProperties,
	Icon,
} from 'n8n-workflow';
import { UserError } from 'n8n-workflow';

export class ShelfApi implements ICredentialType {
	name = 'shelfApi';

	displayName = 'Shelf API';

	icon: Icon = { light: 'file:../nodes/Shelf/shelf.svg', dark: 'file:../nodes/Shelf/shelf.dark.svg' };

	documentationUrl = 'https://shelf.example/docs';

	properties: INodeProperties[] = [
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: 'https://api.shelf.example',
			required: true,
		},
		{
			displayName: 'Token',
			name: 'token',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
		},
	];

	/** The kit sends relative URLs: this adds the address and the token, and nothing else does. */
	async authenticate(
		{ baseUrl, token }: ICredentialDataDecryptedObject,
		request: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> {
		if (!/^\/(?!\/)/.test(request.url)) {
			throw new UserError('The Shelf credential signs requests to its own host only', {
				description: "Use a URL that begins with a slash: 'Base URL' in the credential comes before it",
			});
		}
		const url = `${String(baseUrl).replace(/\/+$/, '')}${request.url}`;
		return { ...request, url, headers: { ...request.headers, authorization: `Bearer ${String(token)}` } };
	}

	test: ICredentialTestRequest = { request: { url: '/books?size=1' } };
}
