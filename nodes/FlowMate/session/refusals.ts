import type { Failure } from 'n8n-workflow';
import { UserError } from 'n8n-workflow';
import type { Answer, NoAnswer } from '../kit/answer';
import { isUntrusted, isWebPage, neverLeft } from '../kit/answer';
import type { Proxy } from '../kit/errors';
import { CHECK_PROXY, connectionMessage, proxyMessage } from '../kit/errors';
import { serverText } from '../advice';

/** Why no session could be opened. The message stands alone: the credential test shows nothing else. */
export interface Reason {
	message: string;
	description: string;
}

/**
 * A login that was turned down for a reason that lasts, so that further items need not ask again.
 * It has no `response`: n8n would take a status 401 there for an expired token and try once more.
 */
export class SessionRefused extends UserError {
	constructor(readonly reason: Reason) {
		super(reason.message, { description: reason.description });
	}
}

/** A login that got no answer, or none that says anything: it says nothing about the next one. */
export class SessionUnavailable extends UserError {
	/** For triggers, which wait for a service that is away, but not for a credential that was refused. */
	readonly failure: Failure = { cause: 'temporarily-unavailable' };

	constructor({ message, description }: Reason) {
		super(message, { description });
	}
}

const CHECK_ADDRESS = "Check 'Base URL' in the FlowMate credential and the network of this n8n";
const API_ADDRESS = 'Enter the address of the API, such as https://api.platform.openintegrationhub.com';

/** FlowMate's word for a user who is not active. */
export const DISABLED = 'ENTITY_DISABLED';

/** FlowMate's words for a refused login (POST /login, 401). */
const LOGIN_REASONS: Record<string, Reason> = {
	USER_NOT_FOUND: {
		message: 'FlowMate does not know this user name',
		description: "Check 'User Name' in the FlowMate credential",
	},
	PASSWORD_INCORRECT: {
		message: 'FlowMate did not accept the password',
		description: "Check 'Password' in the FlowMate credential",
	},
	[DISABLED]: {
		message: 'This FlowMate account is disabled',
		description: 'Ask the administrator of your FlowMate tenant to activate it',
	},
	UNKNOWN_ERROR: {
		message: 'This FlowMate account cannot log in with a password',
		description: 'Accounts that were made by acting as an end user have none; log in with a partner account',
	},
};

export const missing = {
	baseUrl: {
		message: "'Base URL' in the FlowMate credential is not a web address",
		description: API_ADDRESS,
	},
	login: {
		message: "'User Name' and 'Password' are required in the FlowMate credential",
		description: "Fill in both, or choose 'Admin Token' under 'Authentication'",
	},
	token: {
		message: "'Admin Token' is required in the FlowMate credential",
		description: "Paste the token that FlowMate gave you, or choose 'User Name and Password' under 'Authentication'",
	},
	partnerSession: {
		message: 'FlowMate did not accept the session of this account, although it was just opened',
		description: 'Check whether something else logs in with the same account at the same time',
	},
	goodSession: {
		message: 'FlowMate opens sessions for this account but does not accept them',
		description: 'Test the FlowMate credential, and report it to FlowMate if it stays so',
	},
} satisfies Record<string, Reason>;

export const tokenReason: Reason = {
	message: 'FlowMate did not accept the admin token: it is unknown or has expired',
	description: "Ask FlowMate for a new token and paste it under 'Admin Token'",
};

/** The reason that holds for any request of the session: a wrong address, a redirect. Undefined when the address is right. */
export function addressReason(answer: Answer, host: string): Reason | undefined {
	if (answer.statusCode >= 300 && answer.statusCode < 400) {
		return {
			message: `${host} leads on to another address`,
			description:
				"Enter the final address under 'Base URL' in the FlowMate credential, with https:// where the server wants it",
		};
	}
	if (isWebPage(answer.body)) {
		return {
			message: `'Base URL' in the FlowMate credential does not lead to FlowMate: ${host} answered with a web page`,
			description: API_ADDRESS,
		};
	}
	return undefined;
}

/** FlowMate's words. Of a text that came as a success nothing is quoted: it may be an answer in pieces, with a token in it. */
const wordsIn = ({ statusCode, body }: Answer): string | undefined =>
	statusCode < 300 && typeof body === 'string' ? undefined : serverText(body);

/** @param base the address under 'Base URL' */
export function loginReason(answer: Answer, base: string): Reason {
	const text = wordsIn(answer);
	if (text && LOGIN_REASONS[text]) return LOGIN_REASONS[text];
	// The login is the one request that needs no session: whoever asks for one is another part of FlowMate.
	if (answer.statusCode === 404 || /authori[sz]ation header/i.test(text ?? '')) {
		return {
			message: `'Base URL' in the FlowMate credential does not lead to FlowMate: there is no login at ${base}`,
			description: API_ADDRESS,
		};
	}
	if (pathOf(base)) {
		return {
			message: `FlowMate did not accept the login at ${base}${quoted(text)} (HTTP ${answer.statusCode})`,
			description: `${checkPath(base)}, then 'User Name' and 'Password'`,
		};
	}
	return {
		message: `FlowMate did not accept the login${quoted(text)} (HTTP ${answer.statusCode})`,
		description: "Check 'User Name' and 'Password' in the FlowMate credential",
	};
}

export function impersonationReason(answer: Answer): Reason {
	const text = wordsIn(answer);
	if (text === DISABLED) {
		return {
			message: 'The FlowMate user to act as is disabled',
			description: "Check the option 'Act as User', or activate the user in FlowMate",
		};
	}
	if (answer.statusCode === 404) {
		return {
			message: 'This FlowMate installation cannot act as an end user: it has no /impersonate',
			description: "Remove the option 'Act as User'",
		};
	}
	if (answer.statusCode === 403) {
		return {
			message: 'This FlowMate account may not act as an end user',
			description: "Use a partner account, or remove the option 'Act as User'",
		};
	}
	return {
		message: `FlowMate did not let this account act as the end user${quoted(text)} (HTTP ${answer.statusCode})`,
		description: "Check the option 'Act as User'",
	};
}

export function connectionReason({ code }: NoAnswer, host: string, proxy: Proxy): Reason {
	return proxy && neverLeft(code) && !isUntrusted(code)
		? { message: proxyMessage(code, proxy), description: CHECK_PROXY }
		: { message: connectionMessage(code, host), description: CHECK_ADDRESS };
}

/** @param base the address under 'Base URL' */
export function unavailableReason(answer: Answer, base: string): Reason {
	return answer.statusCode === 429
		? {
				message: 'FlowMate asks to slow down (HTTP 429)',
				description: 'Wait a while before the next execution',
			}
		: {
				message: `FlowMate is not available at the moment (HTTP ${answer.statusCode})`,
				description: pathOf(base)
					? `Try again in a few minutes. If it stays so: ${checkPath(base)}.`
					: 'Try again in a few minutes',
			};
}

/** What comes behind the host, without a slash at the end: a gateway may have such a path, a copied address has one by mistake. */
const pathOf = (base: string) => new URL(base).pathname.replace(/\/+$/, '');

const checkPath = (base: string) =>
	`Check whether the path ${pathOf(base)} belongs to 'Base URL' in the FlowMate credential`;

const quoted = (text: string | undefined) => (text ? `: ${text}` : '');
