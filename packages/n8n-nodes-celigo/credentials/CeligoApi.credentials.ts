import type {
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	ICredentialType,
	IHttpRequestOptions,
	INodeProperties,
	Icon,
} from 'n8n-workflow';
import type { CeligoCredential } from '../nodes/Celigo/request/credential';
import { sign } from '../nodes/Celigo/request/sign';

export class CeligoApi implements ICredentialType {
	name = 'celigoApi';

	displayName = 'Celigo API';

	icon: Icon = { light: 'file:../nodes/Celigo/celigo.svg', dark: 'file:../nodes/Celigo/celigo.dark.svg' };

	documentationUrl = 'https://github.com/n8n-nodes-flowmate/n8n-nodes-celigo#credentials';

	properties: INodeProperties[] = [
		{
			displayName: 'Region',
			name: 'region',
			type: 'options',
			options: [
				{ name: 'Australia', value: 'au' },
				{ name: 'Canada', value: 'ca' },
				{ name: 'Europe', value: 'eu' },
				{ name: 'North America', value: 'na' },
				{ name: 'Other Base URL', value: 'custom' },
			],
			default: 'na',
			description:
				'Where your Celigo account lives: the address of Celigo in your browser tells (integrator.io is North ' +
				'America, eu.integrator.io Europe). A token works in its own region only.',
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. https://api.integrator.io',
			displayOptions: { show: { region: ['custom'] } },
			description: 'Address of the API without /v1. The token is sent to this host only.',
		},
		{
			displayName: 'API Token',
			name: 'token',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description:
				"Created in Celigo by an owner or administrator under Resources → API tokens, with the scope 'Full " +
				"access': tokens of custom scope cannot use flows. A token belongs to one environment, and ends at the " +
				"time chosen under 'Auto purge'.",
		},
		{
			displayName: 'Ignore SSL Issues (Insecure)',
			name: 'ignoreSSLIssues',
			type: 'boolean',
			default: false,
			description:
				'Whether to connect even if the certificate of the server cannot be checked, such as one of your own making',
		},
	];

	/** Puts the token, and nothing else, into the Authorization header; sends relative URLs to the region's host. */
	async authenticate(
		credential: ICredentialDataDecryptedObject,
		request: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> {
		return sign(credential as CeligoCredential, request);
	}

	/** Asks for a flow, not for the token's own description: that is answered for tokens that may not use flows, too. */
	test: ICredentialTestRequest = {
		request: { url: '/flows', qs: { limit: 1 }, disableFollowRedirect: true },
		rules: [
			{
				type: 'responseCode',
				properties: {
					value: 401,
					message:
						"Celigo did not accept the token: it is mistyped, has ended, or belongs to another region (check 'Region')",
				},
			},
			{
				type: 'responseCode',
				properties: {
					value: 403,
					message: "The token is valid but may not use flows: create one with the scope 'Full access'",
				},
			},
			{
				type: 'responseCode',
				properties: { value: 404, message: "There is no Celigo API at this address: check 'Base URL'" },
			},
			{
				// The first character of a web page. Records and empty lists have no such key.
				type: 'responseSuccessBody',
				properties: {
					key: '0',
					value: '<',
					message: "'Base URL' does not lead to Celigo's API: it answered with a web page",
				},
			},
		] as ICredentialTestRequest['rules'], // Typed as all of one kind, but n8n goes by the type of each.
	};
}
