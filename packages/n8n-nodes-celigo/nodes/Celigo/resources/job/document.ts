import type { IDataObject } from 'n8n-workflow';
import type { Done } from '../../kit/done';
import { record } from '../../kit/done';
import type { Request } from '../../kit/request';
import type { Shape } from '../../kit/output';
import { pathOf } from '../../kit/path';
import type { Scope } from '../../kit/scope';
import { documentOf, isObjectId } from '../../service';

/** How a job ended, or its status while it has not. Celigo says `completed` whether or not records failed on the way. */
export type Outcome = 'completed' | 'completedWithErrors' | 'failed' | 'canceled' | (string & {});

const OVER = ['completed', 'failed', 'canceled'];

export const isOver = ({ status }: IDataObject): boolean => OVER.includes(String(status));

export const isCanceled = ({ status }: IDataObject): boolean => status === 'canceling' || status === 'canceled';

export function outcomeOf({ status, numError }: IDataObject): Outcome {
	return status === 'completed' && Number(numError) > 0 ? 'completedWithErrors' : String(status ?? 'unknown');
}

/** `1,200 succeeded, 3 with errors, 0 ignored` */
export function countsOf({ numSuccess, numError, numIgnore }: IDataObject): string {
	const count = (value: unknown) => Number(value ?? 0).toLocaleString('en-US');
	return `${count(numSuccess)} succeeded, ${count(numError)} with errors, ${count(numIgnore)} ignored`;
}

export const jobShape: Shape = {
	simplified,
	further: [
		'_integrationId',
		'_exportId',
		'_importId',
		'_flowJobId',
		'numIgnore',
		'numOpenError',
		'numResolved',
		'numExport',
		'createdAt',
		'lastModified',
	],
};

function simplified(job: IDataObject): IDataObject {
	const { _id, type, status, _flowId, numSuccess, numError, startedAt, endedAt } = job;
	return {
		_id,
		type,
		status,
		outcome: outcomeOf(job),
		_flowId,
		_stepId: type === 'flow' ? undefined : stepOf(job),
		numSuccess,
		numError,
		startedAt,
		endedAt,
	};
}

/**
 * The export or import that the job of a step is of. Celigo names it in one of three fields; it does not name the flow.
 */
export const stepOf = ({ _importId, _exportId, _expOrImpId }: IDataObject): string | undefined =>
	[_importId, _exportId, _expOrImpId].find(isObjectId);

/** GET /jobs/{id}, or /jobs/{id}/family, which adds the jobs of the flow's exports and imports as `children`. */
export async function fetchJob(
	scope: Scope,
	id: string,
	{ family = false, deadline }: { family?: boolean; deadline?: number } = {},
): Promise<IDataObject> {
	return await scope.fetchOne({
		...jobRequest(id),
		...(family && { path: pathOf('jobs', id, 'family') }),
		deadline,
	});
}

export const jobRequest = (id: string): Request => ({
	method: 'GET',
	path: pathOf('jobs', id),
	subject: { what: `job '${id}'`, parameter: "'Job'", repeatable: true },
	done: jobOf(id),
});

/** The job with this ID. What has no status is none. */
export const jobOf =
	(id: string): Done =>
	(answer, content) =>
		documentOf(id)(answer, content) && record('status')(answer, content);
