import type { IDataObject } from 'n8n-workflow';
import { isRecord } from '../../kit/answer';
import type { Scope } from '../../kit/scope';
import { isObjectId } from '../../service';
import { fetchFlow } from '../flow/document';
import { stepsOf } from '../../parameters/steps';
import { fetchJob, isOver, stepOf } from './document';

/** Where the errors of a job are: Celigo keeps them by flow and step, and names the run in most of them. */
export interface ErrorScope {
	flow: string;
	steps: string[];
	/** The job that the errors name. Left out for a retry, whose errors name none, or the run that they come from. */
	run?: string;
	/** The time in which the others occurred. */
	from?: string;
	to?: string;
}

/**
 * Finds out where the errors of a job are, the way Celigo's own command line tool does: the job of a step names its run, which names
 * the flow; the job of a run leads to the jobs of its steps, by its family.
 *
 * @throws NodeOperationError for a job that belongs to no single flow
 */
export async function errorScopeOf(scope: Scope, id: string): Promise<ErrorScope> {
	const job = await fetchJob(scope, id);
	const flow = await flowOf(scope, job);
	const isRetry = String(job.type).includes('retry');
	const isStep = job.type === 'export' || job.type === 'import';
	const own = isRetry || isStep ? stepOf(job) : undefined;
	const known = own !== undefined ? [own] : isRetry || isStep ? undefined : await failedSteps(scope, job);
	return {
		flow,
		steps: known ?? stepsOf(await fetchFlow(scope, flow)).map((step) => step.id),
		run: isRetry ? undefined : String(parentOf(job) ?? id),
		from: timeIn(job.startedAt) ?? timeIn(job.createdAt),
		to: timeIn(job.endedAt),
	};
}

const timeIn = (value: unknown) => (typeof value === 'string' ? value : undefined);

/** The run that the job of a step belongs to. */
const parentOf = ({ _flowJobId, _parentJobId }: IDataObject) => [_flowJobId, _parentJobId].find(isObjectId);

async function flowOf(scope: Scope, job: IDataObject): Promise<string> {
	if (isObjectId(job._flowId)) return job._flowId;
	if (Array.isArray(job._flowIds) && job._flowIds.length === 1 && isObjectId(job._flowIds[0])) return job._flowIds[0];
	const parent = parentOf(job);
	const run = parent === undefined ? undefined : await fetchJob(scope, parent);
	if (isObjectId(run?._flowId)) return run._flowId;
	throw scope.badInput(
		`Celigo does not say which flow job '${String(job._id)}' belongs to`,
		"Choose the job of the flow's run, which has the field _flowId",
	);
}

/**
 * The steps of a run in which records failed; undefined where the jobs of the steps do not tell. Celigo counts late, so where the run
 * was not clean and no step has errors, all of them count.
 */
async function failedSteps(scope: Scope, job: IDataObject): Promise<string[] | undefined> {
	const family = await fetchJob(scope, String(job._id), { family: true });
	return stepsToAsk({ ...job, ...family });
}

/** The same from a job with its family. */
export function stepsToAsk(job: IDataObject): string[] | undefined {
	const children = Array.isArray(job.children) ? (job.children.filter(isRecord) as IDataObject[]) : [];
	const failed = children.filter(hasErrors);
	const asked = failed.length > 0 ? failed : isClean(job) ? [] : children;
	const steps = asked.map(stepOf).filter(isObjectId);
	const isWhole = steps.length === asked.length && (steps.length > 0 || isClean(job));
	return isWhole ? [...new Set(steps)] : undefined;
}

const hasErrors = ({ numError, numOpenError }: IDataObject) => Number(numError) > 0 || Number(numOpenError) > 0;

const isClean = (job: IDataObject) =>
	isOver(job) && job.status === 'completed' && job.numError === 0 && !hasErrors(job);
