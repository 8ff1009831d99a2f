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

export interface Job extends Document {
	type: 'flow' | 'export' | 'import' | 'retry' | 'bulk_retry';
	status: JobStatus;
	_flowId: string;
	_integrationId?: string;
	_exportId?: string;
	_importId?: string;
	_flowJobId?: string;
	createdAt: string;
	startedAt?: string;
	endedAt?: string;
	numSuccess: number;
	numError: number;
	numIgnore: number;
	numOpenError: number;
}

/** An error of a step. Celigo documents no more than that it has an id, and a key if it can be retried. */
export interface StepError {
	errorId: string;
	message: string;
	code: string;
	source: string;
	occurredAt: string;
	retryDataKey?: string;
	traceKey?: string;
	_flowJobId?: string;
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

/** What becomes of the runs of a flow: how it ends, and for how many records. */
export interface Outcome {
	status: 'completed' | 'failed';
	success: number;
	errors: number;
}

/** Everything the sandbox knows, in memory; tests may read and write it. */
export interface State {
	/** Scope by token: `*` is full access, `custom` may list connections, exports and imports only. */
	tokens: Map<string, '*' | 'custom'>;
	integrations: Map<string, Document>;
	connections: Map<string, Document>;
	exports: Map<string, Document>;
	imports: Map<string, Document>;
	flows: Map<string, Flow>;
	recycleBin: Map<string, Flow>;
	jobs: Map<string, Job>;
	/** By flow; 25 records and no error where there is none. */
	outcomes: Map<string, Outcome>;
	/** By `<flow>/<step>`. */
	errors: Map<string, { open: StepError[]; resolved: StepError[] }>;
	audit: AuditEntry[];
}

export const emptyState = (): State => ({
	tokens: new Map(),
	integrations: new Map(),
	connections: new Map(),
	exports: new Map(),
	imports: new Map(),
	flows: new Map(),
	recycleBin: new Map(),
	jobs: new Map(),
	outcomes: new Map(),
	errors: new Map(),
	audit: [],
});
