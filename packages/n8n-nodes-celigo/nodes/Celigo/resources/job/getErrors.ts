import type { IDataObject } from 'n8n-workflow';
import { isRecord } from '../../kit/answer';
import { limit, returnAll, wantedBy } from '../../kit/list';
import { operation } from '../../kit/operation';
import { pathOf } from '../../kit/path';
import type { Scope } from '../../kit/scope';
import { jobLocator } from '../../parameters/job';
import { isObjectId, listUnder } from '../../service';
import { fetchJob } from './document';

/**
 * GET /jobs/{id}/family, then GET /flows/{flow}/{step}/errors of each step in which records failed, for this run only.
 * Celigo's older list of a job's errors (/jobs/{id}/joberrors) is gone where its present error management is on.
 */
export const getErrors = operation({
	name: 'Get Errors',
	value: 'getErrors',
	action: 'Get errors of job',
	description: "Retrieve the open errors of a run, of all the flow's steps",
	method: 'GET',
	path: ['jobs', jobLocator, 'family'],
	uses: [returnAll, limit],
	async run(item, [id]) {
		const wanted = wantedBy(item);
		const job = await fetchJob(item, id, { family: true });
		const errors: IDataObject[] = [];
		for (const step of failedSteps(job)) {
			const found = await errorsOf(item, job, step, wanted - errors.length);
			for (const error of found) errors.push({ ...error, _flowId: job._flowId, _stepId: step, _jobId: id });
			if (errors.length >= wanted) break;
		}
		return errors;
	},
});

/** The exports and imports of a run in which records failed: of the job itself, if it is that of one step, and of its children. */
export function failedSteps(job: IDataObject): string[] {
	const children = Array.isArray(job.children) ? (job.children.filter(isRecord) as IDataObject[]) : [];
	const steps = [job, ...children]
		.filter(({ numError, numOpenError }) => Number(numError) > 0 || Number(numOpenError) > 0)
		.map(({ _exportId, _importId }) => _importId ?? _exportId)
		.filter(isObjectId);
	return [...new Set(steps)];
}

async function errorsOf(scope: Scope, job: IDataObject, step: string, wanted: number): Promise<IDataObject[]> {
	const flow = String(job._flowId);
	const run = String(job._flowJobId ?? job._parentJobId ?? job._id);
	const subject = { what: `step '${step}' of flow '${flow}'`, parameter: "'Job'", repeatable: true };
	const request = {
		method: 'GET' as const,
		path: pathOf('flows', flow, step, 'errors'),
		qs: { _flowJobId: run },
		subject,
	};
	// An error names its run in most cases; if it names another one, the filter was ignored.
	const keep = ({ _flowJobId }: IDataObject) => _flowJobId === undefined || _flowJobId === run;
	return await listUnder('errors')(scope, request, { wanted, keep });
}
