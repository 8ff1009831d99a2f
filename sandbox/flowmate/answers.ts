/**
 * An error answer. The service that throws it decides the envelope; `body` is given where an endpoint leaves
 * its service's usual form.
 */
export class ErrorAnswer extends Error {
	constructor(
		readonly status: number,
		message: string,
		readonly body?: unknown,
	) {
		super(message);
	}
}

/** The platform never answers such a request: a promise that nobody settles, or a handler that died. */
export class NoAnswer extends Error {}

/** A serialised Error: what a client sees when something failed inside and the reason is lost. */
export const REASON_LOST = { errors: [{ message: {} }] };

export const missingPermission = () => new ErrorAnswer(403, 'MISSING_PERMISSION');

/** PATCH, DELETE and generate answer a malformed id with a string where other errors have a list. */
export const invalidIdAsString = () => new ErrorAnswer(400, 'Invalid id', { errors: 'Invalid id' });
