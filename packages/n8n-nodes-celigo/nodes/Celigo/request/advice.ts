import type { Failure } from 'n8n-workflow';
import type { Answer } from './answer';
import { isTimeOut, isWebPage } from './answer';
import type { Complaint } from './complaint';
import { complaintsIn, textOfAll } from './complaint';
import type { Subject } from './errors';
import { retryAfterMs } from './retry';

/** What to tell a person: what happened, in the terms of the panel, and how to get unstuck. */
export interface Advice {
	message: string;
	description: string;
	failure?: Failure;
}

/** What stands on screen for a key of Celigo's documents. */
const ON_SCREEN: Record<string, string> = {
	_connectionId: 'Connection',
	_exportId: 'Export',
	_importId: 'Import',
	_integrationId: 'Integration',
	connectionMap: 'Connections',
	disabled: 'Disabled',
	name: 'Name',
	pageGenerators: 'Sources',
	pageProcessors: 'Steps',
	routers: 'Routers',
	schedule: 'Schedule',
	timezone: 'Time Zone',
};

/** Celigo's codes are stable and say more than the status. */
const BY_CODE: Record<string, (what: string, text: string) => Advice> = {
	access_restricted: (what) => mayNotUse(what),
	audit_not_supported: (what) => ({
		message: `Celigo keeps no audit log for ${what}`,
		description: 'Choose another flow',
	}),
	feature_not_enabled: (what, text) => ({
		message: `The Celigo licence does not cover ${what}${text}`,
		description: 'Ask the owner of the Celigo account to enable it',
		failure: { cause: 'configuration-invalid' },
	}),
	field_locked_by_integration_app: (what, text) => ({
		message: `An integration app manages ${what} and locks this field${text}`,
		description: "Change it in Celigo, in the integration app's settings",
	}),
	inactive_flow: (what) => disabledFlow(what),
	invalid_connectionMap: (what, text) => ({
		message: `Celigo did not accept the connections for ${what}${text}`,
		description: "Under 'Connections', map every connection that the flow uses",
	}),
	// The same code is reported for disabled flows as for flows that are put together wrongly.
	invalid_flow: (what, text) => ({
		message: `Celigo does not accept ${what} as it is${text}`,
		description:
			"If the flow is disabled, enable it with the operation 'Enable'. Else complete it in Celigo.",
	}),
	invalid_ref: (what, text) => ({
		message: `Something that ${what} refers to does not exist${text}`,
		description: 'Check the IDs: all must exist in the environment that the API token belongs to',
	}),
};

/** What to say of an answer that is no success. */
export function advise(answer: Answer, subject: Subject): Advice {
	const { statusCode, body } = answer;
	const complaints = complaintsIn(body);
	const text = withFields(complaints);
	const coded = complaints.map(({ code }) => BY_CODE[code ?? '']).find(Boolean);
	if (coded && statusCode >= 400 && statusCode < 500) return coded(subject.what, text);
	if (statusCode >= 300 && statusCode < 400) return leadsOn;
	if (statusCode >= 500) return notAvailable(statusCode, subject);
	return byStatus(answer, subject, text);
}

function byStatus({ statusCode, headers, body }: Answer, { what, parameter }: Subject, text: string): Advice {
	switch (statusCode) {
		case 401:
			return {
				message: 'Celigo did not accept the API token',
				description:
					"Check 'API Token' and 'Region' in the Celigo credential. A token works in one region only, and ends at the time chosen when it was created.",
				failure: { cause: 'credential-invalid' },
			};
		case 403:
			return mayNotUse(what, text);
		case 404:
			return isWebPage(body) || !parameter
				? { message: `Celigo does not offer ${what} at this address`, description: CHECK_ADDRESS }
				: {
						message: `There is no ${what}`,
						description: `Check ${parameter}. Celigo says the same of what belongs to another environment than the API token, and of what is in the recycle bin.`,
					};
		case 429:
			return {
				message: 'Celigo asks to slow down',
				description: "Lower 'Max Requests in Flight' under 'Options', or run the workflow later",
				failure: { cause: 'rate-limited', retryAfterMs: retryAfterOf(headers) },
			};
		default:
			return {
				message: `Celigo refused the request for ${what}${text || ` (HTTP ${statusCode})`}`,
				description: 'Correct what Celigo names, or look at it in Celigo, then run the node again',
			};
	}
}

const retryAfterOf = ({ 'retry-after': header }: Answer['headers']) =>
	typeof header === 'string' ? retryAfterMs(header) : undefined;

/** What to say where no answer came. */
export function connectionAdvice(code: string, { what, repeatable }: Subject): Advice {
	const arrived = !['ENOTFOUND', 'EAI_AGAIN', 'ECONNREFUSED'].includes(code);
	const description = !arrived
		? `Nothing was sent. ${CHECK_ADDRESS} (${code}).`
		: repeatable
			? `Try again later (${code}).`
			: `Celigo may have carried the request out (${code}). Check in Celigo before you repeat it.`;
	return {
		message: connectionMessage(code, what),
		description,
		failure: { cause: 'temporarily-unavailable' },
	};
}

/** What to say of an answer that should hold something else. */
export function unreadableAdvice(answer: Answer, { what, repeatable }: Subject): Advice {
	if (isWebPage(answer.body)) {
		return { message: `Celigo answered with a web page when asked for ${what}`, description: CHECK_ADDRESS };
	}
	return {
		message: `Celigo's answer about ${what} could not be read`,
		description: repeatable
			? 'The answer was cut short or has a form that this node does not know. Try again; if it stays so, report it with the operation you used.'
			: 'Celigo has carried the request out, but its answer was cut short or has a form that this node does not know. Check in Celigo before you repeat it.',
	};
}

const CHECK_ADDRESS = "Check 'Region' or 'Base URL' in the Celigo credential and the network of this n8n";

const leadsOn: Advice = {
	message: "The address under 'Base URL' leads on to another address",
	description: "Enter the final address under 'Base URL' in the Celigo credential",
};

const mayNotUse = (what: string, text = ''): Advice => ({
	message: `This API token may not use ${what}${text}`,
	description:
		"Use a token with the scope 'Full access', created by somebody who may manage this integration in Celigo",
	failure: { cause: 'configuration-invalid' },
});

const disabledFlow = (what: string): Advice => ({
	message: `The ${what} is disabled`,
	description: "Enable it with the operation 'Enable', then run this again",
});

const notAvailable = (status: number, { repeatable }: Subject): Advice => ({
	message: `Celigo is not available at the moment (HTTP ${status})`,
	description: repeatable
		? 'Try again in a few minutes'
		: 'Celigo may have carried the request out. Check in Celigo before you repeat it.',
	failure: { cause: 'temporarily-unavailable' },
});

/** n8n replaces messages that contain the code of a connection error, so the code goes elsewhere. */
function connectionMessage(code: string, what: string): string {
	if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return "Celigo's host was not found";
	if (code === 'ECONNREFUSED') return "Celigo's host refused the connection";
	if (isTimeOut(code)) return `Celigo did not answer in time when asked for ${what}`;
	if (/CERT|SSL|TLS|SELF_SIGNED|VERIFY/.test(code)) return "The certificate of Celigo's host is not trusted";
	return 'The connection to Celigo broke off';
}

/** `: Invalid reference ('Integration': _integrationId)`, or '' where the body has no words. */
function withFields(complaints: Complaint[]): string {
	const text = textOfAll(complaints);
	const fields = complaints.flatMap(({ field }) => (field === undefined ? [] : [nameOf(field)]));
	const named = fields.length > 0 ? ` (${[...new Set(fields)].join(', ')})` : '';
	return text ? `: ${text}${named}` : named;
}

/** A field may be a path, such as `pageGenerators[0]._exportId`; its last known key says most. */
function nameOf(field: string): string {
	const known = field.split(/[.[\]/]+/).filter((key) => key in ON_SCREEN);
	const last = known.at(-1);
	return last === undefined ? field : `'${ON_SCREEN[last]}': ${field}`;
}
