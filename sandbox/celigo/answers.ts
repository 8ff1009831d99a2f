/** An answer in Celigo's documented envelope: `{ errors: [{ code, message, field? }] }`. */
export class Refusal extends Error {
	constructor(
		readonly status: number,
		readonly code: string,
		message: string,
		readonly field?: string,
	) {
		super(message);
	}

	get body() {
		const { code, message, field } = this;
		return { errors: [{ code, message, ...(field !== undefined && { field }) }] };
	}
}

export const notFound = () => new Refusal(404, 'resource_not_found', 'Resource not found.');

/** The document with this id. @throws Refusal 404 */
export function existing<T>(documents: Map<string, T>, id: string): T {
	const found = documents.get(id);
	if (found === undefined) throw notFound();
	return found;
}

export const isRecord = (value: unknown): value is Record<string, unknown> =>
	typeof value === 'object' && value !== null && !Array.isArray(value);
