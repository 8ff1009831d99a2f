import type { IDataObject, IHttpRequestOptions } from 'n8n-workflow';

type Settings = Pick<IHttpRequestOptions, 'timeout' | 'proxy' | 'skipSslCertificateValidation' | 'allowedDomains'>;

/** What a user may set under 'Request Options', as the engine keeps it: read by it for single items, by this for operations over many. */
export function settingsOf({ timeout, proxy, allowUnauthorizedCerts }: IDataObject): Settings {
	return {
		timeout: typeof timeout === 'number' ? timeout : undefined,
		proxy: typeof proxy === 'string' && URL.canParse(proxy) ? proxyOf(new URL(proxy)) : undefined,
		skipSslCertificateValidation: Boolean(allowUnauthorizedCerts),
	};
}

function proxyOf({ hostname, port, protocol, username, password }: URL): Settings['proxy'] {
	return {
		host: hostname,
		port: Number(port || (protocol === 'https:' ? 443 : 80)),
		protocol: protocol.replace(/:$/, ''),
		...(username && {
			auth: { username: decodeURIComponent(username), password: decodeURIComponent(password) },
		}),
	};
}
