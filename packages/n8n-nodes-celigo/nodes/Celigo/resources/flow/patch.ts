import type { IDataObject } from 'n8n-workflow';

/** The fields that all of Celigo's documents allow a PATCH of. They disagree on the others, schedule and time zone above all. */
const PATCHABLE = ['name', 'description', 'disabled'];

/** Whether a PATCH can make these changes. It cannot clear a field for certain. */
export const isPatchable = (changes: IDataObject): boolean =>
	Object.entries(changes).every(([key, value]) => PATCHABLE.includes(key) && value !== null);

/**
 * The changes as JSON Patch (RFC 6902), which Celigo takes as application/json. `replace` demands that the field is there, which is
 * certain of name and disabled only; `add` sets a field whether or not it is.
 */
export const patchOf = (changes: IDataObject): IDataObject[] =>
	Object.entries(changes).map(([key, value]) => ({
		op: key === 'description' ? 'add' : 'replace',
		path: `/${key}`,
		value,
	}));
