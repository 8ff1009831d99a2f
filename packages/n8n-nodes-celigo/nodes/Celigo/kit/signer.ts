import type { ICredentialDataDecryptedObject, IHttpRequestOptions } from 'n8n-workflow';
import { isRecord } from './answer';
import { credentialFor } from './credential';
import type { Service } from './service';
import type { Source } from './source';

/** Has the requests of a scope signed, as the user that acts, and knows what must not be repeated of them. */
export class Signer {
	/** What no error may repeat: passwords and tokens, as far as they were used. */
	readonly secrets = new Set<string>();

	private stored?: Promise<ICredentialDataDecryptedObject>;

	/** @param user whom the requests are made as, if not as the credential's account */
	constructor(
		private readonly service: Service,
		private readonly source: Source,
		private readonly user: () => string | undefined,
	) {}

	/** The credential's fields. Read once: n8n fetches and decrypts them each time it is asked. */
	async fields(): Promise<ICredentialDataDecryptedObject> {
		return await (this.stored ??= this.source.credential());
	}

	/**
	 * Sends a request. n8n renews an expired session and sends it again; older ones (n8n-workflow below 2.9) hand the 401 on instead, and
	 * have the session renewed when they find none for the second request.
	 */
	async send(request: IHttpRequestOptions): Promise<unknown> {
		const { service } = this;
		const first = await this.sendSigned(request);
		if (!service.rejected || !isUnauthorized(first.answer)) return first.answer;
		service.rejected(first.credential);
		return (await this.sendSigned(request)).answer;
	}

	/** Sends a request once, for all it knows. A credential of its own for each one tells n8n's calls for it apart. */
	private async sendSigned(request: IHttpRequestOptions) {
		const { source, service } = this;
		const { settings, signal, hurried = false } = source;
		const user = this.user();
		const acting = service.actsAs && user !== undefined && { [service.actsAs.property.name]: user };
		const fields = await this.fields();
		const before = sessionIn(service, fields);
		const credential = credentialFor({ ...fields, ...acting }, { settings, signal, hurried });
		try {
			const answer = await source.request(request, credential);
			if (!isUnauthorized(answer)) service.accepted?.(credential);
			return { answer, credential };
		} finally {
			// n8n puts a session that it had renewed in there. One that is still empty it would renew, and store, with each request.
			const session = sessionIn(service, credential);
			if (session !== before) Object.assign(fields, { [String(service.sessionField)]: session });
			for (const secret of service.secretsOf?.(credential) ?? []) this.secrets.add(secret);
		}
	}
}

const sessionIn = ({ sessionField = '' }: Service, fields: ICredentialDataDecryptedObject) => fields[sessionField];

const isUnauthorized = (answer: unknown): boolean => isRecord(answer) && answer.statusCode === 401;
