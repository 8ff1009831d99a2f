/** The time in a field, in ms since 1970; NaN where there is none. */
export const timeIn = (value: unknown): number =>
	typeof value === 'string' || typeof value === 'number' ? new Date(value).getTime() : NaN;
