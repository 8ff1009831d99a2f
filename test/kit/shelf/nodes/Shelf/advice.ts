import type { Answer } from '../../../../../nodes/FlowMate/kit/answer';
import { isRecord } from '../../../../../nodes/FlowMate/kit/answer';
import type { Advice, Subject } from '../../../../../nodes/FlowMate/kit/subject';

/** Shelf's own words: `{ error: 'No such book' }`. */
export const wordsOf = (body: unknown): string | undefined =>
	isRecord(body) && typeof body.error === 'string' ? body.error : undefined;

/** What to say of an answer that is no success. */
export function advise(answer: Answer, { what, parameter }: Subject): Advice {
	const { statusCode, body } = answer;
	const words = wordsOf(body);
	switch (statusCode) {
		case 401:
			return {
				message: 'Shelf did not accept the token',
				description: "Check 'Token' in the Shelf credential",
				failure: { cause: 'credential-invalid' },
			};
		case 404:
			return { message: `There is no ${what}`, description: `Check ${parameter ?? 'the address'}` };
		case 409:
			return { message: `Shelf refuses this for ${what}: ${words}`, description: 'Return the book first' };
		case 429:
			return {
				message: 'Shelf asks to slow down',
				description: "Lower 'Max Requests in Flight' under 'Options', or run the workflow later",
			};
		default:
			return {
				message: `Shelf could not handle the request for ${what} (HTTP ${statusCode})`,
				description: 'Try again in a few minutes',
			};
	}
}
