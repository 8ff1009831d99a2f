import { createHash } from 'node:crypto';
import type { ICredentialDataDecryptedObject, IHttpRequestHelper } from 'n8n-workflow';
import { UserError } from 'n8n-workflow';
import type { FlowMateCredential } from './credential';
import { baseUrl, staticToken } from './credential';
import type { Clock } from '../kit/clock';
import type { Visit } from './login';
import { checkToken, impersonate, isKnown, logIn } from './login';
import { missing, SessionRefused } from './refusals';

/**
 * Sessions: which token a request may carry.
 *
 * n8n stores one token per credential, but requests are made as many users: 'Act as User' may be an expression that differs from item
 * to item, and any field of the credential may be edited while the old token lives on. So a token is kept together with a digest of
 * everything it was issued for, and is used only when that digest fits the credential at hand.
 */
interface Session {
	token?: string;
	/** A login under way; whoever needs the same session waits for it instead of logging in too. */
	opening?: Promise<string>;
	/** Tokens that the server turned down, so that a stored copy of one is not tried again. */
	rejected: Set<string>;
	refusal?: { error: SessionRefused; until: number };
}

/** The identities that a process keeps sessions for; the one unused for longest goes first. */
const MOST_SESSIONS = 1_000;

/** How long a refused login answers for further items and polls, in ms: a wrong password is tried once, not once per item. */
const REFUSAL_LASTS = 30_000;

/** Thrown instead of sending a request without a session. n8n takes the status 401 for an expired token and renews the session. */
class SessionMissing extends UserError {
	readonly response = { status: 401 };

	constructor() {
		super('FlowMate needs a session');
	}
}

/** The sessions of a process, by what they were opened for. */
export class Sessions {
	private readonly byIdentity = new Map<string, Session>();

	/** The token that a request was signed with, by its credential object; n8n makes one such object per request. */
	private readonly signedWith = new WeakMap<ICredentialDataDecryptedObject, string | undefined>();

	constructor(private readonly clock: Clock) {}

	/** The token to sign a request with. @throws SessionMissing, upon which n8n has the session renewed */
	currentToken(credential: FlowMateCredential): string {
		const identity = identityOf(credential);
		const session = this.sessionOf(identity);
		const token = session.token ?? storedToken(credential, identity, session);
		this.signedWith.set(credential, token);
		if (token === undefined) throw new SessionMissing();
		return token;
	}

	/**
	 * Opens a session, or hands out the one that somebody else has opened meanwhile.
	 *
	 * @param http n8n's request helper
	 * @param credential as decrypted for the item at hand; the token it was signed with, if any, is the one that expired
	 * @returns what n8n is to store in the credential
	 */
	async renew(
		http: IHttpRequestHelper['helpers'],
		credential: FlowMateCredential,
	): Promise<Partial<Pick<FlowMateCredential, 'sessionToken'>>> {
		const identity = identityOf(credential);
		const session = this.sessionOf(identity);
		const failed = this.signedWith.get(credential);
		if (failed !== undefined) reject(session, failed);
		const stored = storedToken(credential, identity, session);
		const visit = { http, credential, clock: this.clock };
		const token =
			session.token ?? (failed === undefined ? stored : undefined) ?? (await this.open(visit, session, stored));
		session.token = token;
		return credential.actAsUser ? this.partnersToStore(credential) : { sessionToken: `${identity}.${token}` };
	}

	/** An end user's session stays in memory: what is stored is the account's own, which opens all the others. */
	private partnersToStore(credential: FlowMateCredential): Partial<Pick<FlowMateCredential, 'sessionToken'>> {
		const identity = identityOf({ ...credential, actAsUser: '' });
		const token = this.byIdentity.get(identity)?.token;
		const sessionToken = `${identity}.${token}`;
		return token === undefined || sessionToken === credential.sessionToken ? {} : { sessionToken };
	}

	private async open(visit: Visit, session: Session, stored?: string): Promise<string> {
		if (session.refusal && session.refusal.until > this.clock.now()) throw session.refusal.error;
		session.opening ??= this.storedOrIssued(visit, session, stored)
			.then((token) => {
				session.rejected.delete(token);
				session.token = token;
				return token;
			})
			.catch((error: unknown) => {
				if (error instanceof SessionRefused) session.refusal = { error, until: this.clock.now() + REFUSAL_LASTS };
				throw error;
			})
			.finally(() => {
				delete session.opening;
			});
		return await session.opening;
	}

	/**
	 * Of several n8n processes each keeps a token in memory, and the last to log in has stored its own. So when this process' token has
	 * expired, the stored one may be newer, or have expired as well; n8n repeats a request only once, so it is tried before it is handed out.
	 */
	private async storedOrIssued(visit: Visit, session: Session, stored: string | undefined): Promise<string> {
		if (stored !== undefined) {
			if (await isKnown(visit, stored)) return stored;
			reject(session, stored);
		}
		const { actAsUser } = visit.credential;
		if (actAsUser) return await this.actAs(visit, actAsUser);
		return await (visit.credential.authentication === 'token' ? checkToken : logIn)(visit);
	}

	/** Opens an end user's session with the partner's, which is opened first where it is missing or has expired. */
	private async actAs(visit: Visit, username: string): Promise<string> {
		const partner = { ...visit, credential: { ...visit.credential, actAsUser: '' } };
		const identity = identityOf(partner.credential);
		const session = this.sessionOf(identity);
		for (let attempts = 1; attempts <= 2; attempts++) {
			const stored = storedToken(partner.credential, identity, session);
			const partnerToken = session.token ?? stored ?? (await this.open(partner, session));
			const token = await impersonate(visit, username, partnerToken);
			if (token !== undefined) return token;
			reject(session, partnerToken);
		}
		throw new SessionRefused(missing.partnerSession);
	}

	private sessionOf(identity: string): Session {
		const session = this.byIdentity.get(identity) ?? { rejected: new Set<string>() };
		this.byIdentity.delete(identity);
		this.byIdentity.set(identity, session);
		if (this.byIdentity.size > MOST_SESSIONS) this.byIdentity.delete(this.byIdentity.keys().next().value as string);
		return session;
	}
}

/** A digest of all that a token was issued for. */
function identityOf(credential: FlowMateCredential): string {
	const account =
		credential.authentication === 'token'
			? ['token', staticToken(credential)]
			: ['login', credential.username, credential.password];
	return createHash('sha256')
		.update(JSON.stringify([baseUrl(credential), ...account, credential.actAsUser ?? '']))
		.digest('base64url');
}

function storedToken(credential: FlowMateCredential, identity: string, { rejected }: Session): string | undefined {
	const stored = String(credential.sessionToken ?? '');
	const token = stored.startsWith(`${identity}.`) ? stored.slice(identity.length + 1) : undefined;
	return token === undefined || rejected.has(token) ? undefined : token;
}

function reject(session: Session, token: string): void {
	session.rejected.add(token);
	if (session.rejected.size > 20) session.rejected.delete(session.rejected.values().next().value as string);
	if (session.token === token) delete session.token;
}
