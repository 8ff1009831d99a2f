import type { IDataObject } from 'n8n-workflow';
import type { Answer } from '../../kit/answer';
import { either, empty } from '../../kit/done';
import { operation } from '../../kit/operation';
import { output } from '../../kit/output';
import type { Item } from '../../kit/scope';
import { flowLocator } from '../../parameters/flow';
import { runNotice } from '../../parameters/notices';
import { rangeOf } from '../../parameters/range';
import { jobBegun } from '../job/begun';
import { jobShape } from '../job/document';
import type { WaitSettings } from '../job/wait';
import { failWhen, outcomeInstead, wait, waitForJob, waitOf, waitSeconds } from '../job/wait';
import type { Run } from './runAnswer';
import { jobsIn, queued, runsIn } from './runAnswer';
import { endDate, onlyExports, startDate } from './runParameters';
import { allRefused, refusalOf } from './runRefusal';

/**
 * POST /flows/{id}/run. Answers 201 { _jobId, … } once the run is queued; nothing, or a list of those, is read, too, of which some may
 * have been refused. 422 where the flow is disabled. There is no key that would make a second request harmless, so it is never repeated.
 */
export const run = operation({
	name: 'Run',
	value: 'run',
	action: 'Run flow',
	description: 'Start a run of an enabled flow, and wait for its job if wanted',
	method: 'POST',
	path: ['flows', flowLocator, 'run'],
	findOut: "Look for its job with 'Get Many' of the resource Job",
	uses: [runNotice, wait, startDate, endDate, onlyExports, ...output, waitSeconds, failWhen],
	done: either(empty, queued),
	accept: [422],
	shape: jobShape,
	body(item) {
		const dates = rangeOf(item, startDate, endDate);
		const exports = item.read(onlyExports) ?? [];
		// What is wrong with these must show before the flow runs.
		waitOf(item);
		return {
			...((dates.from || dates.to) && { export: { startDate: dates.from, endDate: dates.to } }),
			...(exports.length > 0 && { _exportIds: exports.map((each) => each.export) }),
		};
	},
	async read(item, answer, [flow], subject) {
		const settings = waitOf(item);
		const refused = (error: Error) => ({ _flowId: flow, ...outcomeInstead(item, error, settings, 'refused') });
		if (answer.statusCode === 422) return refused(await refusalOf(item, answer, flow, subject));
		const runs = runsIn(answer.body) ?? (await runBegun(item, answer, flow));
		if (!runs) return { _flowId: flow, ...outcomeInstead(item, item.unreadable(answer, subject), settings, 'unknown') };
		if (runs.every((each) => each.refused)) return refused(allRefused(item, flow, runs));
		const results: IDataObject[] = [];
		for (const each of settings ? jobsIn(runs) : runs)
			results.push({ _flowId: flow, ...(await resultOf(item, flow, each, settings)) });
		return results;
	},
});

/** The run that an answer without a body stands for, which Celigo's own clients take for success. Its job shows that there is one. */
async function runBegun(item: Item, answer: Answer, flow: string): Promise<Run[] | undefined> {
	const job = await jobBegun(item, answer, { _flowId: flow, type: 'flow' });
	return job && runsIn({ _jobId: job._id });
}

async function resultOf(
	item: Item,
	flow: string,
	{ jobId, entry, refused }: Run,
	settings: WaitSettings | undefined,
): Promise<IDataObject> {
	if (!settings) return entry;
	if (refused) return { ...entry, outcome: 'refused' };
	return { _jobId: jobId, ...(await waitForJob(item, String(jobId), flow, settings)) };
}
