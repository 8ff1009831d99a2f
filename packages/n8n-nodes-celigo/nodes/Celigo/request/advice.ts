import type { Answer } from '../kit/answer';
import { isWebPage, retryAfterIn, saysNothing } from '../kit/answer';
import type { Advice, Subject } from '../kit/subject';
import type { Complaint } from './complaint';
import { complaintsIn, textOfAll } from './complaint';

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
	invalid_flow: (what, text) => ({
		message: `Celigo does not accept ${what} as it is${text}`,
		description: 'Complete it in Celigo, then run this again',
	}),
	// Some of Celigo's documents allow what others refuse: all jobs of an account, or those of an export or import across runs.
	invalid_query: (what, text) => ({
		message: `Celigo does not list ${what} by these filters${text}`,
		description:
			"Add the filter 'Flow' or 'Integration'. For the jobs of exports and imports, add the job of their run under 'Flow Job ID'.",
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
	if (saysNothing(statusCode)) return notAvailable(statusCode);
	return byStatus(answer, subject, text);
}

function byStatus(answer: Answer, { what, parameter }: Subject, text: string): Advice {
	const { statusCode, body } = answer;
	switch (statusCode) {
		case 401:
			return {
				message: 'Celigo did not accept the API token',
				description:
					"Check 'API Token' and 'Region' in the Celigo credential. " +
					'A token works in one region only, and ends at the time chosen when it was created.',
				failure: { cause: 'credential-invalid' },
			};
		case 403:
			return mayNotUse(what, text);
		case 404:
			return isWebPage(body) || !parameter
				? { message: `Celigo does not offer ${what} at this address`, description: CHECK_ADDRESS }
				: {
						message: `There is no ${what}`,
						description:
							`Check ${parameter}. Celigo says the same of what belongs to another environment than ` +
							'the API token, and of what is in the recycle bin.',
					};
		case 429:
			return {
				message: 'Celigo asks to slow down',
				description: "Lower 'Max Requests in Flight' under 'Options', or run the workflow later",
				failure: { cause: 'rate-limited', retryAfterMs: retryAfterIn(answer, Date.now()) },
			};
		default:
			return {
				message: `Celigo refused the request for ${what}${text || ` (HTTP ${statusCode})`}`,
				description: 'Correct what Celigo names, or look at it in Celigo, then run the node again',
			};
	}
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

const notAvailable = (status: number): Advice => ({
	message: `Celigo is not available at the moment (HTTP ${status})`,
	description: 'Try again in a few minutes',
	failure: { cause: 'temporarily-unavailable' },
});

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
