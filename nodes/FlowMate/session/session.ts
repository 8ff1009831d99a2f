import { createHash } from 'node:crypto';
import type { ICredentialDataDecryptedObject, IHttpRequestHelper } from 'n8n-workflow';
import { UserError } from 'n8n-workflow';
import type { Clock } from '../kit/clock';
import type { Way } from '../kit/credential';
import { wayOf, wayOfOther } from '../kit/credential';
import type { FlowMateCredential } from './credential';
import { baseUrl, endUser, loginOf, staticToken } from './credential';
import type { Visit } from './login';
import { checkToken, impersonate, isKnown, logIn } from './login';
import { missing, SessionRefused } from './refusals';
import { Session } from './tokens';

/**
 * Sessions: which token a request may carry.
 *
 * n8n stores one token per credential, but requests are made as many users: 'Act as User' may be an expression that differs from item
 * to item, and any field of the credential may be edited while the old token lives on. So a token is kept together with a digest of
 * everything it was issued for, and is used only when that digest fits the credential at hand.
 */

/** The identities that a process keeps sessions for; the one unused for longest goes first. */
const MOST_SESSIONS = 1_000;

/** Thrown instead of sending a request without a session. n8n takes the status 401 for an expired token and renews the session. */
class SessionMissing extends UserError {
	readonly response = { status: 401 };

	constructor() {
		super('FlowMate needs a session');
	}
}

/** What a request was signed with, and how it goes. */
interface Signed {
	session: Session;
	token?: string;
	way: Way;
}

type ToStore = Partial<Pick<FlowMateCredential, 'sessionToken'>>;

/** The sessions of a process, by what they were opened for. */
export class Sessions {
	private readonly byIdentity = new Map<string, Session>();

	/** By credential object; n8n makes one such object per request. */
	private readonly signed = new WeakMap<ICredentialDataDecryptedObject, Signed>();

	constructor(private readonly clock: Clock) {}

	/**
	 * The token to sign a request with.
	 *
	 * @param request tells the way of a login where the credential does not
	 * @throws SessionMissing, upon which n8n has the session renewed
	 */
	currentToken(credential: FlowMateCredential, request: object = {}): string {
		const identity = identityOf(credential);
		const session = this.sessionOf(identity);
		const token = session.token ?? storedToken(credential, identity, session);
		this.signed.set(credential, { session, token, way: wayOf(credential) ?? wayOfOther(request) });
		if (token === undefined) throw new SessionMissing();
		return token;
	}

	/** A request with this credential was taken: its session is a good one. */
	accepted(credential: ICredentialDataDecryptedObject): void {
		const { session, token } = this.signed.get(credential) ?? {};
		if (token !== undefined) session?.worked(token);
	}

	/** The server turned down a request with this credential, and n8n did not see to it. */
	rejected(credential: ICredentialDataDecryptedObject): void {
		const { session, token } = this.signed.get(credential) ?? {};
		if (token !== undefined) session?.reject(token, this.clock.now());
	}

	/** The token that a request with this credential carried. */
	tokenOf(credential: ICredentialDataDecryptedObject): string | undefined {
		return this.signed.get(credential)?.token;
	}

	/**
	 * Opens a session, or hands out the one that somebody else has opened meanwhile.
	 *
	 * @param http n8n's request helper
	 * @param credential as decrypted for the item at hand; the token it was signed with, if any, is the one that expired
	 * @returns what n8n is to store in the credential
	 */
	async renew(http: IHttpRequestHelper['helpers'], credential: FlowMateCredential): Promise<ToStore> {
		const signed = this.signed.get(credential);
		const ours = wayOf(credential);
		const way = ours ?? signed?.way;
		// The request of another node has not been seen yet: n8n signs it next, and comes back here since it has no session.
		if (!way) return {};
		const identity = identityOf(credential);
		const session = this.sessionOf(identity);
		const visit = { http, credential, way, clock: this.clock };
		const failed = signed?.token;
		// n8n's HTTP Request node renews a session upon any failure, and then sends the request once more.
		if (failed !== undefined && !ours && session.token === failed && (await isKnown(visit, failed))) return {};
		if (failed !== undefined) session.reject(failed, this.clock.now());
		const stored = storedToken(credential, identity, session);
		const token =
			session.token ?? (failed === undefined ? stored : undefined) ?? (await this.open(visit, session, stored));
		session.token = token;
		return endUser(credential) ? this.partnersToStore(credential) : { sessionToken: `${identity}.${token}` };
	}

	/** An end user's session stays in memory: what is stored is the account's own, which opens all the others. */
	private partnersToStore(credential: FlowMateCredential): ToStore {
		const identity = identityOf({ ...credential, actAsUser: '' });
		const token = this.byIdentity.get(identity)?.token;
		const sessionToken = `${identity}.${token}`;
		return token === undefined || sessionToken === credential.sessionToken ? {} : { sessionToken };
	}

	private async open(visit: Visit, session: Session, stored?: string): Promise<string> {
		return await session.opened(
			visit,
			async (signal) => await this.storedOrIssued({ ...visit, signal }, session, stored),
		);
	}

	/**
	 * Of several n8n processes each keeps a token in memory, and the last to log in has stored its own. So when this process' token has
	 * expired, the stored one may be newer, or have expired as well; n8n repeats a request only once, so it is tried before it is handed out.
	 */
	private async storedOrIssued(visit: Visit, session: Session, stored: string | undefined): Promise<string> {
		if (stored !== undefined) {
			if (await isKnown(visit, stored)) return stored;
			session.reject(stored, this.clock.now());
		}
		const username = endUser(visit.credential);
		if (username) return await this.actAs(visit, username);
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
			if (token !== undefined) {
				session.worked(partnerToken);
				return token;
			}
			session.reject(partnerToken, this.clock.now());
		}
		throw new SessionRefused(missing.partnerSession);
	}

	private sessionOf(identity: string): Session {
		const session = this.byIdentity.get(identity) ?? new Session();
		this.byIdentity.delete(identity);
		this.byIdentity.set(identity, session);
		if (this.byIdentity.size > MOST_SESSIONS) this.byIdentity.delete(this.byIdentity.keys().next().value as string);
		return session;
	}
}

/** A digest of all that a token was issued for. */
function identityOf(credential: FlowMateCredential): string {
	const { username, password } = loginOf(credential);
	const account =
		credential.authentication === 'token' ? ['token', staticToken(credential)] : ['login', username, password];
	return createHash('sha256')
		.update(JSON.stringify([baseUrl(credential), ...account, endUser(credential)]))
		.digest('base64url');
}

function storedToken(credential: FlowMateCredential, identity: string, session: Session): string | undefined {
	const stored = String(credential.sessionToken ?? '');
	const token = stored.startsWith(`${identity}.`) ? stored.slice(identity.length + 1) : undefined;
	return token === undefined || session.hasRejected(token) ? undefined : token;
}
