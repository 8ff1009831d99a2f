import type { IDataObject } from 'n8n-workflow';
import { limit, returnAll, wantedBy } from '../../kit/list';
import { operation } from '../../kit/operation';
import { pathOf } from '../../kit/path';
import type { Scope } from '../../kit/scope';
import { jobLocator } from '../../parameters/job';
import type { ErrorFilter } from '../error/list';
import { errorsUnder, passes } from '../error/list';
import type { ErrorScope } from './errorScope';
import { errorScopeOf } from './errorScope';

/**
 * GET /jobs/{id} and its family, then GET /flows/{flow}/{step}/errors of each step in which records failed, for this run only.
 * Celigo's older list of a job's errors (/jobs/{id}/joberrors) is gone where its present error management is on.
 */
export const getErrors = operation({
	name: 'Get Errors',
	value: 'getErrors',
	action: 'Get errors of job',
	description:
		"Retrieve the open errors of a run, of all the flow's steps. " +
		"The field '_matchedBy' tells whether an error names the run or only occurred during it.",
	method: 'GET',
	path: ['jobs', jobLocator],
	uses: [returnAll, limit],
	async run(item, [id]) {
		const wanted = wantedBy(item);
		const found = await errorScopeOf(item, id);
		const errors: IDataObject[] = [];
		for (const step of found.steps) {
			for (const part of partsOf(found)) {
				if (errors.length >= wanted) return errors;
				for (const error of await errorsOf(item, found.flow, step, part, wanted - errors.length)) {
					errors.push({
						...error,
						_flowId: found.flow,
						_stepId: step,
						_jobId: id,
						_matchedBy: part.matchedBy,
					});
				}
			}
		}
		return errors;
	},
});

/** Errors that are asked for together. */
interface Part {
	filter: ErrorFilter;
	keep(error: IDataObject): boolean;
	matchedBy: 'job' | 'time';
}

/** The errors that name the run; and those that name none, as after a retry, but occurred during the run. */
function partsOf({ run, from, to }: ErrorScope): Part[] {
	const during: ErrorFilter = { occurredAt_gte: from, occurredAt_lte: to };
	const byTime: Part = {
		filter: during,
		keep: (error) => passes(during)(error) && (run === undefined || !error._flowJobId),
		matchedBy: 'time',
	};
	if (run === undefined) return [byTime];
	const named: ErrorFilter = { _flowJobId: run };
	return [{ filter: named, keep: passes(named), matchedBy: 'job' }, byTime];
}

async function errorsOf(
	scope: Scope,
	flow: string,
	step: string,
	{ filter, keep }: Part,
	wanted: number,
): Promise<IDataObject[]> {
	const subject = { what: `step '${step}' of flow '${flow}'`, parameter: "'Job'", repeatable: true };
	const request = { method: 'GET' as const, path: pathOf('flows', flow, step, 'errors'), qs: { ...filter }, subject };
	return await errorsUnder('errors')(scope, request, { wanted, keep });
}
