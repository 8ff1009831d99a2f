import type { IDataObject } from 'n8n-workflow';
import { isRecord } from '../../kit/answer';
import { operation } from '../../kit/operation';
import { output, shaped } from '../../kit/output';
import { entry } from '../../kit/parameter';
import { flag, options } from '../../kit/parameters';
import { jobLocator } from '../../parameters/job';
import { jobOf, jobShape } from './document';

const withChildren = entry(
	options,
	flag({
		displayName: 'Include Steps',
		name: 'includeSteps',
		type: 'boolean',
		default: false,
		description: "Whether to return the jobs of the flow's exports and imports as 'children', too",
	}),
);

/** GET /jobs/{id}, or /jobs/{id}/family. Answers 200 Job. Celigo keeps jobs for about 30 days. */
export const get = operation({
	name: 'Get',
	value: 'get',
	action: 'Get job',
	description: 'Retrieve a job with its status and counts of records',
	method: 'GET',
	path: ['jobs', jobLocator],
	uses: [...output, withChildren],
	route: (item, [id]) => (item.read(withChildren) ? { path: ['jobs', id, 'family'] } : undefined),
	done: (answer, content, [id] = []) => jobOf(id)(answer, content),
	shape: jobShape,
	result(item, job) {
		if (!Array.isArray(job.children)) return shaped(item, job, jobShape);
		const children = job.children.filter(isRecord) as IDataObject[];
		return {
			...shaped(item, job, jobShape),
			children: children.map((child) => shaped(item, child, jobShape)),
		};
	},
});
