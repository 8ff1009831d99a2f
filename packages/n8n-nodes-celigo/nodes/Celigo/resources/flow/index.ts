import type { Resource } from '../../kit/operation';
import { clone } from './clone';
import { create } from './create';
import { deleteFlow } from './delete';
import { disable } from './disable';
import { enable } from './enable';
import { get } from './get';
import { getAll } from './getAll';
import { getAudit } from './getAudit';
import { getLastExportDateTime } from './getLastExportDateTime';
import { getLatestJobs } from './getLatestJobs';
import { replace } from './replace';
import { run } from './run';
import { update } from './update';

export const flow: Resource = {
	name: 'Flow',
	value: 'flow',
	operations: [
		getAll,
		get,
		create,
		update,
		replace,
		deleteFlow,
		clone,
		run,
		getLatestJobs,
		enable,
		disable,
		getAudit,
		getLastExportDateTime,
	],
};
