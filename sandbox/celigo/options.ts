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
	/** Scheme and host of Link headers; those of the request if left out. */
	linkOrigin?: string;
	/** Which of the documented forms an answer has. */
	cloneAnswer?: 'flow' | 'manifest';
	runAnswer?: 'object' | 'array';
	auditAnswer?: 'array' | 'wrapped';
	/** The code of a refused run of a disabled flow; Celigo's own documents disagree. */
	disabledCode?: 'inactive_flow' | 'invalid_flow';
	/** Milliseconds that a job is queued, and then runs. */
	jobQueued?: number;
	jobRunning?: number;
	/** False: requests are not kept, for long measurements. */
	record?: boolean;
}

export const DEFAULTS: Required<Omit<CeligoOptions, 'linkOrigin'>> = {
	port: 0,
	seed: 'demo',
	rateLimit: { size: 1_000, refill: 300 },
	pageSize: 100,
	jobPageSize: 1_000,
	cloneAnswer: 'manifest',
	runAnswer: 'object',
	auditAnswer: 'array',
	disabledCode: 'inactive_flow',
	jobQueued: 50,
	jobRunning: 150,
	record: true,
};

export type Options = typeof DEFAULTS & Pick<CeligoOptions, 'linkOrigin'>;
