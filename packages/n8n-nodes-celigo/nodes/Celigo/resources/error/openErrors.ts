import type { IDataObject } from 'n8n-workflow';
import { success } from '../../kit/done';
import { pathOf } from '../../kit/path';
import type { Scope } from '../../kit/scope';
import type { Subject } from '../../kit/subject';
import { filterOf } from './filters';
import { errorsUnder, passes } from './list';

/** All open errors of a step that pass the filters. They are all read before anything is done, which would shift the pages. */
export async function openErrors(scope: Scope, flow: string, step: string, subject: Subject): Promise<IDataObject[]> {
	const filter = filterOf(scope);
	const request = {
		method: 'GET' as const,
		path: pathOf('flows', flow, step, 'errors'),
		qs: { ...filter },
		subject: { ...subject, repeatable: true },
		done: success,
	};
	return await errorsUnder('errors')(scope, request, { wanted: Infinity, keep: passes(filter) });
}

/** What errors have in a field, each once. */
export const keysIn = (errors: IDataObject[], field: 'errorId' | 'retryDataKey'): string[] => [
	...new Set(
		errors
			.map((error) => error[field])
			.filter(isKey)
			.map(String),
	),
];

/** Celigo writes keys as texts, also those of digits alone. */
const isKey = (key: unknown) => (typeof key === 'string' && key !== '') || typeof key === 'number';
