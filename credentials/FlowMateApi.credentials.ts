import type {
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	ICredentialType,
	IHttpRequestHelper,
	IHttpRequestOptions,
	INodeProperties,
	Icon,
} from 'n8n-workflow';
import { sessions } from '../nodes/FlowMate/session';
import type { FlowMateCredential } from '../nodes/FlowMate/session/credential';
import { sign } from '../nodes/FlowMate/session/sign';

export class FlowMateApi implements ICredentialType {
	name = 'flowMateApi';

	displayName = 'FlowMate API';

	icon: Icon = {
		light: 'file:../nodes/FlowMate/flowmate.svg',
		dark: 'file:../nodes/FlowMate/flowmate.dark.svg',
	};

	documentationUrl = 'https://github.com/n8n-nodes-flowmate/n8n-nodes-flowmate#credentials';

	properties: INodeProperties[] = [
		{
			displayName: 'Authentication',
			name: 'authentication',
			type: 'options',
			options: [
				{ name: 'User Name and Password', value: 'login' },
				{ name: 'Admin Token', value: 'token' },
			],
			default: 'login',
		},
		{
			displayName: 'User Name',
			name: 'username',
			type: 'string',
			default: '',
			required: true,
			displayOptions: { show: { authentication: ['login'] } },
		},
		{
			displayName: 'Password',
			name: 'password',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			displayOptions: { show: { authentication: ['login'] } },
		},
		{
			displayName: 'Admin Token',
			name: 'token',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			displayOptions: { show: { authentication: ['token'] } },
			description: 'Long-lived token that FlowMate hands to partners',
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: 'https://api.platform.openintegrationhub.com',
			required: true,
			description: 'Address of the FlowMate API. Password and tokens are sent to this host only.',
		},
		{
			displayName: 'Ignore SSL Issues (Insecure)',
			name: 'ignoreSSLIssues',
			type: 'boolean',
			default: false,
			description:
				'Whether to connect even if the certificate of the server cannot be checked, such as one of your own making',
		},
		{
			displayName: 'User Path',
			name: 'userPath',
			type: 'string',
			default: '/users',
			description: 'Path of the user resource. FlowMate documents both /users and /api/users.',
		},
		{
			displayName: 'Webhook Secret',
			name: 'webhookSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description:
				"Key for flows that take signed data only. It is used when 'Signature Header' is set in the operation 'Send Data to Flow'.",
		},
		{
			displayName: 'Session Token',
			name: 'sessionToken',
			type: 'hidden',
			typeOptions: { expirable: true, password: true },
			default: '',
		},
	];

	/** n8n calls this when no session is stored, when the server answered 401, and to test the credential. */
	async preAuthentication(this: IHttpRequestHelper, credential: ICredentialDataDecryptedObject) {
		return await sessions.renew(this.helpers, credential as FlowMateCredential);
	}

	/** Puts the session's token, and nothing else, into the Authorization header; sends relative URLs to the base URL. */
	async authenticate(
		credential: ICredentialDataDecryptedObject,
		request: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> {
		return sign(sessions, credential as FlowMateCredential, request);
	}

	/** preAuthentication has told by then whether the login works and the address is FlowMate's. */
	test: ICredentialTestRequest = {
		request: { url: '/users/me', disableFollowRedirect: true },
		rules: [
			{
				type: 'responseCode',
				properties: {
					value: 401,
					message: 'FlowMate opened a session but did not accept it',
				},
			},
			{
				type: 'responseCode',
				properties: {
					value: 403,
					message: 'This FlowMate account has no permission to read its own user',
				},
			},
			{
				type: 'responseCode',
				properties: {
					value: 404,
					message: "FlowMate has no users at this path: check 'User Path'",
				},
			},
		],
	};
}
