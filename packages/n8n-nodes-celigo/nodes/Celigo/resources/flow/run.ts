import type { IDataObject } from 'n8n-workflow';
import { NodeApiError } from 'n8n-workflow';
import { flowLocator } from '../../parameters/flow';
import { output } from '../../parameters/list';
import { runNotice } from '../../parameters/notices';
import { textOfAll } from '../../request/complaint';
import { unreadableError } from '../../request/errors';
import type { Item } from '../../request/item';
import { operation } from '../../request/operation';
import { addedTo, rangeOf } from '../../request/query';
import { jobShape } from '../job/document';
import type { WaitSettings } from '../job/wait';
import { failWhen, wait, waitForJob, waitOf, waitSeconds } from '../job/wait';
import type { Run } from './runAnswer';
import { jobsIn, runsIn } from './runAnswer';
import { endDate, onlyExports, onlyExportsOf, startDate } from './runParameters';

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
		const fields = addedTo(item, 'additionalFields');
		const dates = rangeOf(item, ['Start Date', fields.startDate], ['End Date', fields.endDate]);
		const exportIds = onlyExportsOf(item);
		// What is wrong with these must show before the flow runs.
		waitOf(item);
		return {
			...((dates.from || dates.to) && { export: { startDate: dates.from, endDate: dates.to } }),
			...(exportIds.length > 0 && { _exportIds: exportIds }),
		};
	},
	async read(item, answer, [flow], subject) {
		const runs = runsIn(answer.body);
		if (!runs) throw unreadableError(item.node, answer, subject);
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
