/** How a list of errors names its next page. */
export interface ErrorPages {
	/** `after` hides where it goes on, `startAtErrorId` names the error. */
	cursor: 'after' | 'startAtErrorId';
	/** Below the host: the web client sees `/api`, the command line tool `/v1`. */
	path: '/v1' | '/api';
	/** Whether the filters of the request are in it; where they are not, the web client appends them itself. */
	filters: 'kept' | 'dropped';
	/** Whether the last error of a page comes once more as the first of the next one. */
	boundary: 'once' | 'twice';
}

export interface CeligoOptions {
	/** 0: any free port. */
	port?: number;
	/** `{ flows }`: so many simple flows instead of the demo. */
	seed?: 'demo' | 'empty' | { flows: number };
	/** The bucket that requests are taken from: its size, and how many flow in each second. */
	rateLimit?: { size: number; refill: number };
	/** Records per page where the request names no `limit`. Celigo's own pages say 100 and 1000. */
	pageSize?: number;
	/** Jobs per request: the list of jobs has pages without a link to the next. */
	jobPageSize?: number;
	/** Records per answer of an export that is invoked. */
	exportPageSize?: number;
	/** The most errors in one call that resolves or retries; Celigo's own clients send no more. */
	batchSize?: number;
	/** Scheme and host of Link headers; those of the request if left out. */
	linkOrigin?: string;
	/** Left out: `startAtErrorId` below `/v1`, without the filters, and the record at the boundary twice. */
	errorPages?: Partial<ErrorPages>;
	/** Which of the documented forms an answer has. */
	cloneAnswer?: 'flow' | 'manifest';
	runAnswer?: 'object' | 'array' | 'empty';
	retryAnswer?: 'job' | 'empty';
	cancelAnswer?: 'job' | 'empty';
	auditAnswer?: 'array' | 'wrapped';
	/** What a 401 or 403 says: the `message` alone that was seen live, or the documented envelope. */
	authAnswer?: 'message' | 'errors';
	/**
	 * `less`: the job of a run does not name its page generator and its group, nor does the answer that queues it, and errors have no
	 * classification and no index, as in Celigo's older answers.
	 */
	detail?: 'more' | 'less';
	/** The code of a refused run of a disabled flow; Celigo's own documents disagree. */
	disabledCode?: 'inactive_flow' | 'invalid_flow';
	/**
	 * What a list of jobs must name: a flow, integration, step or job, for which a window of `createdAt` may stand in
	 * (Celigo's developer pages), or may not (its command line tool), or nothing (its pages of 2017).
	 */
	jobScope?: 'recordOrDates' | 'record' | 'nothing';
	/** Whether jobs of steps are listed by `_exportId` or `_importId` alone; the developer pages say so, the tool does not. */
	jobsByStep?: boolean;
	/** Where the job of a step names the job that it belongs to. */
	childParent?: '_flowJobId' | '_parentJobId' | 'both';
	/** Where it names its export or import. */
	childStep?: 'typed' | '_expOrImpId';
	/** Whether the job of a step names flow and integration, too. Celigo's do not. */
	childFlow?: boolean;
	/** Milliseconds that a job is queued, and then runs. */
	jobQueued?: number;
	jobRunning?: number;
	/** False: requests are not kept, for long measurements. */
	record?: boolean;
}

export const DEFAULTS = {
	port: 0,
	seed: 'demo',
	rateLimit: { size: 1_000, refill: 300 },
	pageSize: 100,
	jobPageSize: 1_001,
	exportPageSize: 20,
	batchSize: 1_000,
	errorPages: {},
	cloneAnswer: 'manifest',
	runAnswer: 'object',
	retryAnswer: 'job',
	cancelAnswer: 'job',
	auditAnswer: 'array',
	authAnswer: 'message',
	detail: 'more',
	disabledCode: 'inactive_flow',
	jobScope: 'recordOrDates',
	jobsByStep: true,
	childParent: '_flowJobId',
	childStep: 'typed',
	childFlow: false,
	jobQueued: 50,
	jobRunning: 150,
	record: true,
} satisfies CeligoOptions;

export type Options = Required<Omit<CeligoOptions, 'linkOrigin'>> & Pick<CeligoOptions, 'linkOrigin'>;
