import type { IDataObject } from 'n8n-workflow';
import { isRecord } from '../../kit/answer';
import type { Done } from '../../kit/done';
import type { Complaint } from '../../request/complaint';
import { refusalsIn } from '../../request/complaint';
import { isObjectId } from '../../service';

export interface Run {
	/** The job that was queued, where Celigo named one. */
	jobId?: string;
	/** As Celigo sent it. */
	entry: IDataObject;
	complaints: Complaint[];
	/** Whether nothing was queued. */
	refused: boolean;
}

/** An answer that names a job, or a list of which each entry names one or says why there is none. */
export const queued: Done = ({ statusCode, body }) =>
	statusCode < 300 && (runsIn(body)?.every(({ jobId, refused }) => jobId ?? (refused && Array.isArray(body))) ?? false);

/**
 * Reads the answer to a run: one entry, or a list of them, some of which may have been refused while others were queued. Undefined
 * where it is neither.
 */
export function runsIn(body: unknown): Run[] | undefined {
	const entries: unknown[] = Array.isArray(body) ? body : [body];
	if (entries.length === 0 || !entries.every(isRecord)) return undefined;
	return entries.map((entry) => {
		const jobId = isObjectId(entry._jobId) ? entry._jobId : undefined;
		const complaints = refusalsIn(entry);
		const refused = jobId === undefined && complaints.length > 0;
		return { jobId, entry: entry as IDataObject, complaints, refused };
	});
}

/** Entries of which several may be of one job, with each job once. */
export const jobsIn = (runs: Run[]): Run[] =>
	runs.filter(({ jobId }, index) => !jobId || runs.findIndex((run) => run.jobId === jobId) === index);
