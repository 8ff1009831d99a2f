/** A document exactly as Celigo answers it, with whatever further fields it has. */
export interface Document {
	_id: string;
	name?: string;
	[field: string]: unknown;
}

export interface PageGenerator {
	_exportId: string;
	[field: string]: unknown;
}

export interface PageProcessor {
	type: 'export' | 'import';
	_exportId?: string;
	_importId?: string;
	[field: string]: unknown;
}

export interface Router {
	id: string;
	branches?: Array<{ pageProcessors?: PageProcessor[]; [field: string]: unknown }>;
	[field: string]: unknown;
}

export interface Flow extends Document {
	name: string;
	disabled?: boolean;
	_integrationId?: string;
	_connectorId?: string;
	schedule?: string;
	pageGenerators?: PageGenerator[];
	pageProcessors?: PageProcessor[];
	routers?: Router[];
	createdAt?: string;
	lastModified?: string;
	lastExecutedAt?: string;
}

export type JobStatus = 'queued' | 'running' | 'completed' | 'failed' | 'canceled' | 'retrying' | 'canceling';

/** A job as the sandbox keeps it; what of it a client sees is `jobView`'s to say. */
export interface Job extends Document {
	type: 'flow' | 'export' | 'import' | 'retry' | 'bulk_retry';
	status: JobStatus;
	_flowId: string;
	_integrationId?: string;
	_exportId?: string;
	_importId?: string;
	/** Names the job of the run, in the jobs of its steps. */
	_flowJobId?: string;
	flowExecutionGroupId?: string;
	createdAt: string;
	startedAt?: string;
	endedAt?: string;
	numSuccess: number;
	numError: number;
	numIgnore: number;
	numOpenError: number;
	numResolved?: number;
}

/** An error of a step. `retryDataKey` is there only if the record can be retried, `_flowJobId` not after a retry. */
export interface StepError {
	/** Digits. */
	errorId: string;
	message: string;
	code: string;
	source: string;
	classification?: string;
	occurredAt: string;
	retryDataKey?: string;
	traceKey?: string;
	oIndex?: string;
	_flowJobId?: string;
	retryAt?: string;
	resolvedAt?: string;
	/** `auto`, or a user's id. */
	resolvedBy?: string;
	tags?: string[];
}

export interface ErrorList {
	open: StepError[];
	resolved: StepError[];
}

export interface AuditEntry {
	_id: string;
	resourceType: string;
	_resourceId: string;
	source: string;
	event: string;
	time: string;
	byUser: { _id: string; email: string; name: string };
	fieldChanges: Array<{ fieldPath: string; oldValue?: unknown; newValue?: unknown }>;
}

/** What becomes of the runs of a flow: how they end, and for how many records. */
export interface Outcome {
	status: 'completed' | 'failed';
	success: number;
	errors: number;
	/** Where the errors are: at the last step, or at the source, whose job then counts nothing. */
	failsAt?: 'lastStep' | 'source';
	/** What becomes of records that are retried. */
	retries?: 'succeed' | 'fail' | 'succeedIfChanged';
	/** Milliseconds that a run takes, where it is not as long as all others. */
	running?: number;
}

/** What the job of a run belongs to. */
export interface Run {
	/** The same for all jobs of a run, which has one for each page generator. */
	group: string;
	/** The page generator of this job. */
	generator?: string;
	/** Those whose turn is yet to come. */
	waiting: string[];
	/** Up to when the exports read; the time of the start if nothing else is asked for. */
	until?: string;
}

/** Everything the sandbox knows, in memory; tests may read and write it. */
export interface State {
	/** Scope by token: `*` is full access, `custom` may list connections, exports and imports only. */
	tokens: Map<string, '*' | 'custom'>;
	integrations: Map<string, Document>;
	connections: Map<string, Document>;
	/** Connections that a ping does not reach. */
	unreachable: Set<string>;
	exports: Map<string, Document>;
	imports: Map<string, Document>;
	/** What an export reads, by its id. */
	records: Map<string, object[]>;
	flows: Map<string, Flow>;
	recycleBin: Map<string, Flow>;
	jobs: Map<string, Job>;
	/** By the id of the job. */
	runs: Map<string, Run>;
	/** The `errorId`s that a retry job processes again, by its id. */
	retries: Map<string, string[]>;
	/** By flow; 25 records and no error where there is none. */
	outcomes: Map<string, Outcome>;
	/** By `<flow>/<step>`. */
	errors: Map<string, ErrorList>;
	/** The record of an error that can be retried, by its `retryDataKey`; `changed` once a client has written it. */
	retryData: Map<string, { document: Record<string, unknown>; changed: boolean }>;
	/** Up to when a flow has exported, by flow. */
	lastExports: Map<string, string>;
	audit: AuditEntry[];
}

export const emptyState = (): State => ({
	tokens: new Map(),
	integrations: new Map(),
	connections: new Map(),
	unreachable: new Set(),
	exports: new Map(),
	imports: new Map(),
	records: new Map(),
	flows: new Map(),
	recycleBin: new Map(),
	jobs: new Map(),
	runs: new Map(),
	retries: new Map(),
	outcomes: new Map(),
	errors: new Map(),
	retryData: new Map(),
	lastExports: new Map(),
	audit: [],
});

/** The one user of the account. */
export const USER = { _id: '0123456789abcdef01234567', email: 'ada@example.com', name: 'Ada Lovelace' };
