import { success } from '../../kit/done';
import { operation } from '../../kit/operation';
import { output, shaped } from '../../kit/output';
import { flowLocator } from '../../parameters/flow';
import { recordsUnder } from '../../service';
import { jobShape } from '../job/document';

const jobsIn = recordsUnder();

/** GET /flows/{id}/jobs/latest. Answers 200 [Job]: one for each source of the flow that has run; nothing before the first run. */
export const getLatestJobs = operation({
	name: 'Get Latest Jobs',
	value: 'getLatestJobs',
	action: 'Get latest jobs of flow',
	description: "Retrieve a flow's latest run: its job with the counts, one for each source of the flow",
	method: 'GET',
	path: ['flows', flowLocator, 'jobs', 'latest'],
	uses: output,
	shape: jobShape,
	done: success,
	read: (item, answer, _ids, subject) => jobsIn(item, answer, { subject }).map((job) => shaped(item, job, jobShape)),
});
