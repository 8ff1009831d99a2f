import { randomBytes } from 'node:crypto';
import { newId, newToken } from '../shared/ids';
import type { State, Token, User } from './state';

/** Tokens and cookies: who may call for how long. */
export class Sessions {
	constructor(
		private readonly state: State,
		private readonly lifetime: number,
		private readonly singleSession: boolean,
	) {}

	/** Each login makes a new token beside the older ones. A token of this user with an unlimited life stays in any case. */
	issue(user: User, lifetime: number | null = this.lifetime): Token {
		if (this.singleSession) this.end(user._id);
		const token = {
			id: newId(),
			token: newToken(),
			userId: user._id,
			lifetime,
			expiresAt: lifetime === null ? null : Date.now() + lifetime * 1000,
		};
		this.state.tokens.set(token.token, token);
		return token;
	}

	/** The cookie that a login sets; on user routes it wins over the Authorization header. */
	issueCookie(user: User): string {
		const value = randomBytes(24).toString('base64url');
		this.state.sessions.set(value, user._id);
		return value;
	}

	/** The user a token belongs to, without prolonging it. */
	peek(token: string): User | undefined {
		const found = this.state.tokens.get(token);
		if (found === undefined || (found.expiresAt !== null && found.expiresAt <= Date.now())) return undefined;
		return this.state.users.get(found.userId);
	}

	/** Every successful use prolongs the token to now + its lifetime. Tokens of disabled users count as unknown. */
	use(token: string): User | undefined {
		const user = this.peek(token);
		if (user?.status !== 'ACTIVE') return undefined;
		const found = this.state.tokens.get(token);
		if (found && found.lifetime !== null) found.expiresAt = Date.now() + found.lifetime * 1000;
		return user;
	}

	cookieUser(value: string): User | undefined {
		const user = this.state.users.get(this.state.sessions.get(value) ?? '');
		return user?.status === 'ACTIVE' ? user : undefined;
	}

	/** Ends a user's tokens and cookies; `all` includes static tokens, as when the user is deleted. */
	end(userId: string, all = false): void {
		for (const [key, token] of this.state.tokens) {
			if (token.userId === userId && (all || token.lifetime !== null)) this.state.tokens.delete(key);
		}
		for (const [key, owner] of this.state.sessions) {
			if (owner === userId) this.state.sessions.delete(key);
		}
	}

	/** All tokens expire, except static ones. */
	expireAll(): void {
		for (const [key, token] of this.state.tokens) {
			if (token.lifetime !== null) this.state.tokens.delete(key);
		}
	}
}
