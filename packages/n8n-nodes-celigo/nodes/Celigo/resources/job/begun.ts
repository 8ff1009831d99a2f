import type { IDataObject } from 'n8n-workflow';
import type { Answer } from '../../kit/answer';
import { pause } from '../../kit/clock';
import type { Scope } from '../../kit/scope';
import { recordsUnder } from '../../service';
import { success } from '../../kit/done';
import { pathOf } from '../../kit/path';

/** How far back a job may have been created that an answer stands for, in ms. */
const MARGIN = 10_000;

/** Looks for a job that may not be listed at once. */
const LOOKS = [0, 1_000, 2_000];

/**
 * The job that something has just begun, where the answer named none: the newest one of its kind of the flow since then, by Celigo's
 * clock. GET /jobs.
 *
 * @param isIt whether it can be that job, where others may have begun at the same time
 * @returns undefined where there is none, so that nothing shows that anything was begun
 */
export async function jobBegun(
	scope: Scope,
	{ headers }: Answer,
	filter: { _flowId: string; type: 'flow' | 'retry' },
	isIt: (job: IDataObject) => boolean = () => true,
): Promise<IDataObject | undefined> {
	const { clock } = scope.service;
	const answered = Date.parse(String(headers.date));
	const since = (Number.isNaN(answered) ? clock.now() : answered) - MARGIN;
	const request = {
		method: 'GET' as const,
		path: pathOf('jobs'),
		qs: { ...filter, createdAt_gte: new Date(since).toISOString() },
		subject: { what: 'the jobs', repeatable: true },
		done: success,
	};
	for (const wait of LOOKS) {
		if (wait > 0) await pause(clock, wait, scope.signal);
		const jobs = recordsUnder()(scope, await scope.send(request), request);
		const newest = jobs.find((job) => !(Date.parse(String(job.createdAt)) < since) && isIt(job));
		if (newest) return newest;
	}
	return undefined;
}
