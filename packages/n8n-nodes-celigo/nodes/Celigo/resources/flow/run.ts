import type { IDataObject } from 'n8n-workflow';
import { NodeApiError } from 'n8n-workflow';
import { operation } from '../../kit/operation';
import { output } from '../../kit/output';
import type { Item } from '../../kit/scope';
import { flowLocator } from '../../parameters/flow';
import { runNotice } from '../../parameters/notices';
import { rangeOf } from '../../parameters/range';
import { textOfAll } from '../../request/complaint';
import { jobShape } from '../job/document';
import type { WaitSettings } from '../job/wait';
import { failWhen, wait, waitForJob, waitOf, waitSeconds } from '../job/wait';
import type { Run } from './runAnswer';
import { jobsIn, runsIn } from './runAnswer';
import { endDate, onlyExports, startDate } from './runParameters';

/**
 * POST /flows/{id}/run. Answers 201 { _jobId, … } once the run is queued; a list of those is read, too, of which some may have been
 * refused. 422 where the flow is disabled. There is no key that would make a second request harmless, so it is never repeated.
 */
export const run = operation({
	name: 'Run',
	value: 'run',
	action: 'Run flow',
	description: 'Start a run of an enabled flow, and wait for its job if wanted',
	method: 'POST',
	path: ['flows', flowLocator, 'run'],
	uses: [runNotice, wait, startDate, endDate, onlyExports, ...output, waitSeconds, failWhen],
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
		const runs = runsIn(answer.body);
		if (!runs) throw item.unreadable(answer, subject);
		if (runs.every(({ refused }) => refused)) throw refusedError(item, flow, runs);
		const settings = waitOf(item);
		const results: IDataObject[] = [];
		for (const each of settings ? jobsIn(runs) : runs)
			results.push({ _flowId: flow, ...(await resultOf(item, flow, each, settings)) });
		return results;
	},
});

async function resultOf(
	item: Item,
	flow: string,
	{ jobId, entry, refused }: Run,
	settings: WaitSettings | undefined,
): Promise<IDataObject> {
	if (!settings || refused) return entry;
	if (jobId !== undefined) return { _jobId: jobId, ...(await waitForJob(item, jobId, flow, settings)) };
	throw item.badInput(
		`The flow '${flow}' was started, but Celigo named no job to wait for`,
		"Turn off 'Wait for Completion' and look for the job with 'Get Many' of the resource Job. Do not run the flow again.",
	);
}

function refusedError(item: Item, flow: string, runs: Run[]): NodeApiError {
	const text = textOfAll(runs.flatMap(({ complaints }) => complaints));
	const message = `Celigo did not start flow '${flow}'${text ? `: ${text}` : ''}`;
	const description = 'Check in Celigo whether the flow and its sources are in order';
	return new NodeApiError(item.node, { message }, { message, description });
}
