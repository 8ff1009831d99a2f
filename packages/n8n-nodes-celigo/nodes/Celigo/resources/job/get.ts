import type { IDataObject } from 'n8n-workflow';
import { jobLocator } from '../../parameters/job';
import { options, simplify } from '../../parameters/list';
import { isRecord } from '../../request/answer';
import type { Item } from '../../request/item';
import type { Entry } from '../../request/operation';
import { operation } from '../../request/operation';
import { simplifiedJob } from './document';

const withChildren: Entry = {
	collection: options,
	property: {
		displayName: 'Include Steps',
		name: 'includeSteps',
		type: 'boolean',
		default: false,
		description: "Whether to return the jobs of the flow's exports and imports as 'children', too",
	},
};

/** GET /jobs/{id}, or /jobs/{id}/family. Answers 200 Job. Celigo keeps jobs for about 30 days. */
export const get = operation({
	name: 'Get',
	value: 'get',
	action: 'Get job',
	description: 'Retrieve a job with its status and counts of records',
	method: 'GET',
	path: ['jobs', jobLocator],
	uses: [simplify, withChildren],
	route: (item, [id]) =>
		item.collection('options').includeSteps ? { path: ['jobs', id, 'family'] } : undefined,
	result(item, job) {
		if (!Array.isArray(job.children)) return simplifiedJob(item, job);
		const children = job.children.filter(isRecord) as IDataObject[];
		return { ...simplifiedJob(item, job), children: children.map((child) => simplifiedChild(item, child)) };
	},
});

/** The job of a step, which its export or import tells apart from the others. */
function simplifiedChild(item: Item, child: IDataObject): IDataObject {
	const { _exportId, _importId } = child;
	return { ...simplifiedJob(item, child), _exportId, _importId };
}
