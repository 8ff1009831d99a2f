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

/** The texts of a list in a body; nothing where there is no such list. */
export function textsIn(body: unknown, key: string): string[] {
	const texts = isRecord(body) ? body[key] : undefined;
	return Array.isArray(texts) ? texts.map(String) : [];
}

/** The record without these fields. */
export const without = <T extends object, K extends keyof T>(record: T, ...fields: K[]) =>
	Object.fromEntries(Object.entries(record).filter(([key]) => !fields.includes(key as K))) as Omit<T, K>;
