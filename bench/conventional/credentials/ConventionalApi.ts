import type { IAuthenticateGeneric, ICredentialType, INodeProperties } from 'n8n-workflow';

/** A credential as n8n's templates make it: the token is put into the header by an expression. */
export class ConventionalApi implements ICredentialType {
	name = 'conventionalApi';

	displayName = 'Conventional API';

	properties: INodeProperties[] = [
		{ displayName: 'Base URL', name: 'baseUrl', type: 'string', default: '' },
		{ displayName: 'Token', name: 'token', type: 'string', typeOptions: { password: true }, default: '' },
	];

	authenticate: IAuthenticateGeneric = {
		type: 'generic',
		properties: { headers: { Authorization: '=Bearer {{$credentials.token}}' } },
	};
}
