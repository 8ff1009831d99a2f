import type { Failure } from 'n8n-workflow';
import type { Answer } from './kit/answer';
import { isRecord, isWebPage, retryAfterIn, saysNothing } from './kit/answer';
import type { Advice, Subject } from './kit/subject';

/** What to say of an answer of FlowMate that is no success. */
export function advise(answer: Answer, subject: Subject): Advice {
	const { statusCode, body } = answer;
	const text = serverText(body);
	const { what, parameter, permission } = subject;
	switch (statusCode) {
		case 400:
			if (text === 'INPUT_INVALID' && permission === 'tenant.account.create') return invalidUser;
			return {
				message: `FlowMate did not accept the input for ${what}${text ? `: ${text}` : ''}`,
				description: 'Correct the named value and run the node again',
			};
		case 401:
			return {
				message: 'FlowMate did not accept the session',
				description: 'Test the FlowMate credential; something else may log in with the same account at the same time',
				failure: { cause: 'credential-invalid' },
			};
		case 403:
			return forbidden(text, subject);
		case 404:
			return isWebPage(body) || !parameter
				? notOffered(subject)
				: {
						message: `There is no ${what}`,
						description: `Check ${parameter}. FlowMate says the same of what belongs to another user or tenant.`,
					};
		case 409:
			return conflict(text, what);
		case 413:
			return {
				message: `The data for ${what} is larger than FlowMate accepts`,
				description: 'FlowMate takes up to 100 kB in one request, and up to 10 MB at a webhook. Send less at once.',
			};
		case 429: {
			return {
				message: 'FlowMate asks to slow down',
				description: "Lower 'Max Requests in Flight' under 'Options', or run the workflow later",
				failure: { cause: 'rate-limited', retryAfterMs: retryAfterIn(answer, Date.now()) },
			};
		}
	}
	if (statusCode >= 300 && statusCode < 400) {
		return {
			message: "The address under 'Base URL' leads on to another address",
			description: "Enter the final address under 'Base URL' in the FlowMate credential",
		};
	}
	// A 500 is the server's own; the others come from what stands before it.
	if (saysNothing(statusCode) && statusCode !== 500) {
		return {
			message: `FlowMate is not available at the moment (HTTP ${statusCode})`,
			description: 'Try again in a few minutes',
			failure: { cause: 'temporarily-unavailable' },
		};
	}
	return {
		message: `FlowMate could not handle the request for ${what}${text ? `: ${text}` : ''} (HTTP ${statusCode})`,
		description:
			statusCode >= 500
				? 'FlowMate gave no usable reason. Check the values you send, above all nested JSON; if they are right, report it to FlowMate.'
				: 'Check the values you send',
	};
}

/** FlowMate says of a new user only that something is wrong with it. */
const invalidUser: Advice = {
	message:
		"FlowMate did not accept 'User Name', or something under 'Additional Fields' such as 'Role IDs': INPUT_INVALID",
	description:
		"Some installations want an email address as 'User Name'. 'Role IDs' takes IDs of roles, not their names.",
};

/** The open-source platform counts no executions; where the users are, 'User Path' says. */
function notOffered({ what, permission }: Subject): Advice {
	return {
		message: `FlowMate does not offer ${what} at this address`,
		description:
			permission === 'icenter.read'
				? 'This installation may have no execution counts, as the open-source platform. ' +
					"If it should, check 'Base URL' in the FlowMate credential."
				: permission?.startsWith('tenant.account')
					? "Check 'Base URL' and 'User Path' in the FlowMate credential"
					: "Check 'Base URL' in the FlowMate credential",
	};
}

/** FlowMate says `MISSING_PERMISSION` or `FORBIDDEN` without naming the permission, or a sentence about what it does not allow. */
function forbidden(text: string | undefined, { what, permission }: Subject): Advice {
	const message = `This FlowMate account may not use ${what}`;
	const failure: Failure = { cause: 'configuration-invalid' };
	if (text === 'FORBIDDEN' && permission === 'tenant.account.create') {
		return {
			message: 'This FlowMate account may not give a user these permissions or roles',
			description: "Leave out 'Permissions' and 'Role IDs', or use the account of an administrator",
			failure,
		};
	}
	if (text === 'FORBIDDEN' && permission?.startsWith('tenant.account')) {
		const description =
			"Here FlowMate wants an administrator; a permission is not enough. Use an administrator's account, or 'By ID' instead of a user name.";
		return { message, description, failure };
	}
	if (text?.includes(' ')) {
		const description = 'Leave out what the message names, or use an account that may do it';
		return { message: `${message}: ${text}`, description, failure };
	}
	const description = permission
		? `FlowMate demands the permission ${permission}. Use another account, or the option 'Act as User'.`
		: "Use another account, or the option 'Act as User'";
	return { message, description, failure };
}

/**
 * FlowMate refuses in three situations: `Flow is not inactive. Current status: active`, `DUPLICATE_KEY`, and documented ones without
 * a text.
 */
function conflict(text: string | undefined, what: string): Advice {
	if (text === 'DUPLICATE_KEY') {
		return {
			message: "'User Name' is taken: FlowMate has a user with this user name",
			description: "Choose another 'User Name', or find the user with 'Get Many'. Upper and lower case are the same.",
		};
	}
	const status = /Current status: (\w+)/.exec(text ?? '')?.[1];
	return status
		? {
				message: `The ${what} ${inState(status)}: only inactive flows can be changed or deleted`,
				description: `${status === 'stopping' ? 'Wait' : 'Stop the flow, wait'} until it is inactive, then run this again`,
			}
		: {
				message: `FlowMate does not allow this in the present state of ${what}${text ? `: ${text}` : ''}`,
				description: "Look at its status with 'Get', and change that first",
			};
}

/** What a flow is doing, behind its name: `is still stopping`. */
export function inState(status: string): string {
	if (status === 'active' || status === 'inactive') return `is ${status}`;
	return status === 'starting' || status === 'stopping' ? `is still ${status}` : `has the status '${status}'`;
}

/**
 * The server's own words, from any of its error shapes: `{errors:[{message}]}`, `{errors:"…"}`, `{message}`, `{error}`, plain text.
 * Returns undefined for a web page, an empty body, or a message that is an empty object (a server-side exception).
 */
export function serverText(body: unknown): string | undefined {
	if (typeof body === 'string') return isWebPage(body) ? undefined : cleaned(body);
	if (Array.isArray(body)) {
		const first: unknown = body.find((entry) => isRecord(entry) && 'errors' in entry);
		return first === undefined ? undefined : serverText(first);
	}
	if (!isRecord(body)) return undefined;
	const { errors, message, error } = body;
	if (Array.isArray(errors)) {
		const texts = errors.map((entry: unknown) => (isRecord(entry) ? cleaned(entry.message) : cleaned(entry)));
		const all = cleaned(texts.filter((text) => text !== undefined).join(' '));
		if (all) return all;
	}
	return cleaned(errors) ?? cleaned(message) ?? cleaned(error);
}

function cleaned(text: unknown): string | undefined {
	if (typeof text !== 'string') return undefined;
	const short = text.replace(/\s+/g, ' ').trim().slice(0, 300);
	return short || undefined;
}
