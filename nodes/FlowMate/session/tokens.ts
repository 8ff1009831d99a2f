import type { Way } from '../kit/credential';
import type { Visit } from './login';
import { Opening } from './opening';
import { missing, SessionRefused, SessionUnavailable } from './refusals';

/** How long a refused login answers for further items and polls, in ms: a wrong password is tried once, not once per item. */
const REFUSAL_LASTS = 30_000;

/** How long an outage that outlasted a login's patience answers for the rest of the same execution, in ms. */
const OUTAGE_LASTS = 5_000;

/** A token that is turned down sooner than this, in ms, and was never taken, was no good from the beginning. */
const FRESH = 30_000;

/** Logins in a row whose tokens were no good, before none is tried any more for a while. */
const MOST_USELESS = 3;

/** The tokens of one identity: the one in use, and those that the server turned down. */
export class Session {
	private current?: { token: string; since: number; good: boolean };

	/** Tokens that the server turned down, so that a stored copy of one is not tried again. */
	private readonly rejected = new Set<string>();

	/** Logins under way and refused, by the way they go: behind a dead proxy nobody learns whether the password is right. */
	private readonly openings = new Map<string, Opening>();

	private readonly refusals = new Map<string, { error: SessionRefused; until: number }>();

	private readonly outages = new WeakMap<AbortSignal, { error: SessionUnavailable; until: number }>();

	private useless = 0;

	get token(): string | undefined {
		return this.current?.token;
	}

	/** Found by somebody else, or stored: how old it is cannot be known. */
	set token(token: string | undefined) {
		if (token !== undefined && token !== this.current?.token) this.current = { token, since: -Infinity, good: false };
	}

	hasRejected(token: string): boolean {
		return this.rejected.has(token);
	}

	worked(token: string): void {
		if (this.current?.token !== token) return;
		this.current.good = true;
		this.useless = 0;
	}

	reject(token: string, now: number): void {
		this.rejected.add(token);
		if (this.rejected.size > 20) this.rejected.delete(this.rejected.values().next().value as string);
		if (this.current?.token !== token) return;
		const { good, since } = this.current;
		this.useless = good || now - since > FRESH ? 0 : this.useless + 1;
		delete this.current;
	}

	/**
	 * The token of a login: of one under way, which whoever needs the same session waits for instead of logging in too, or of a new one.
	 *
	 * @param open logs in; its signal ends it when nobody waits any more
	 * @throws SessionRefused at once, if the last login was refused a moment ago
	 */
	async opened(visit: Visit, open: (signal: AbortSignal) => Promise<string>): Promise<string> {
		const { way, clock } = visit;
		const signal = visit.signal ?? way.signal;
		const key = keyOf(way);
		this.refuseAgain(key, signal, clock.now());
		let opening = this.openings.get(key);
		if (!opening || opening.abandoned) {
			opening = new Opening(async (ends) => await this.login(visit, key, signal, async () => await open(ends)));
			this.openings.set(key, opening);
		}
		try {
			return await opening.wait(signal);
		} finally {
			if (opening.isOver && this.openings.get(key) === opening) this.openings.delete(key);
		}
	}

	private async login(
		{ clock }: Visit,
		key: string,
		signal: AbortSignal | undefined,
		open: () => Promise<string>,
	): Promise<string> {
		const token = await open().catch((error: unknown) => {
			this.remember(error, key, signal, clock.now());
			throw error;
		});
		this.rejected.delete(token);
		this.current = { token, since: clock.now(), good: false };
		return token;
	}

	private remember(error: unknown, key: string, signal: AbortSignal | undefined, now: number): void {
		if (error instanceof SessionRefused) this.refusals.set(key, { error, until: now + REFUSAL_LASTS });
		if (error instanceof SessionUnavailable && signal) this.outages.set(signal, { error, until: now + OUTAGE_LASTS });
	}

	private refuseAgain(key: string, signal: AbortSignal | undefined, now: number): void {
		if (this.useless >= MOST_USELESS) {
			this.useless = 0;
			this.refusals.set(key, { error: new SessionRefused(missing.goodSession), until: now + REFUSAL_LASTS });
		}
		const past = this.refusals.get(key) ?? (signal && this.outages.get(signal));
		if (past && past.until > now) throw past.error;
		this.refusals.delete(key);
	}
}

/** What tells ways apart. */
const keyOf = ({ settings }: Way) => JSON.stringify([settings.proxy, settings.skipSslCertificateValidation]);
