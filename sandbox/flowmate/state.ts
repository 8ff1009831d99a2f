export type FlowStatus = 'inactive' | 'starting' | 'active' | 'stopping';

/** Flows and templates are visible to whoever is named here: `id` is a user's `_id` or a tenant's id. */
export interface Owner {
	id: string;
	type: string;
}

export interface GraphNode {
	id: string;
	componentId: string;
	function: string;
	name?: string;
	description?: string;
	credentials_id?: string;
	fields?: unknown;
	nodeSettings?: unknown;
	[field: string]: unknown;
}

export interface Graph {
	nodes: GraphNode[];
	edges: Array<{ id?: string; source: string; target: string; config?: unknown }>;
}

interface Document {
	id: string;
	name?: string;
	description?: string;
	type?: string;
	tenant?: string;
	cron?: string;
	graph: Graph;
	owners: Owner[];
	flowSettings?: unknown;
	createdAt: string;
	updatedAt: string;
	/** Fields outside the documented schema, such as a top-level `inputParameters`. */
	[field: string]: unknown;
}

/** A flow exactly as GET /flows/{id} answers it in `data`. */
export interface Flow extends Document {
	status: FlowStatus;
	fromTemplate?: string;
}

/** A template exactly as GET /templates/{id} answers it in `data`; `status` is free text, `draft` by default. */
export interface FlowTemplate extends Document {
	status: string;
	sourceTemplate?: string;
	tags?: string[];
}

/** A user exactly as GET /users answers it: `roles` are ids there. */
export interface User {
	_id: string;
	username: string;
	firstname?: string;
	lastname?: string;
	phone?: string;
	avatar?: string;
	status: 'ACTIVE' | 'PENDING' | 'DISABLED';
	confirmed: boolean;
	canLogin?: boolean;
	tenant?: string;
	roles: string[];
	permissions: string[];
	createdAt: string;
	updatedAt: string;
	__v: number;
	safeguard?: { failedLoginAttempts: number; lastLogin?: string };
}

export interface Role {
	_id: string;
	name: string;
	type: 'TENANT' | 'SYSTEM';
	isGlobal: boolean;
	permissions: string[];
	createdAt: string;
	updatedAt: string;
	__v: number;
}

export interface Token {
	id: string;
	token: string;
	userId: string;
	/** Seconds from each use; null: a static token, which never expires. */
	lifetime: number | null;
	/** Milliseconds since 1970; null: never. */
	expiresAt: number | null;
}

/** Single steps run, not runs of a flow. */
export interface ExecutionCount {
	/** The user's `_id`. */
	user: string;
	flow: string;
	executions: number;
	/** The same executions by `componentId`. */
	components: Map<string, number>;
}

/** By day (YYYY-MM-DD), then by user and flow. */
export type ExecutionCounts = Map<string, Map<string, ExecutionCount>>;

/**
 * A Map that knows when it was written to, so that an order computed once holds until then.
 * Whoever changes a document in place and wants lists to follow its new name or date sets it again.
 */
export class Collection<T> extends Map<string, T> {
	version = 0;

	override set(id: string, document: T): this {
		this.version++;
		return super.set(id, document);
	}

	override delete(id: string): boolean {
		this.version++;
		return super.delete(id);
	}

	override clear(): void {
		this.version++;
		super.clear();
	}
}

/** Everything the sandbox knows, in memory; tests may read and write it. */
export interface State {
	users: Collection<User>;
	flows: Collection<Flow>;
	templates: Collection<FlowTemplate>;
	roles: Map<string, Role>;
	tenants: Map<string, { id: string; name: string }>;
	/** By user id. A user without an entry cannot log in. */
	passwords: Map<string, string>;
	/** By the token itself. */
	tokens: Map<string, Token>;
	/** User ids by the value of the cookie that a login sets. */
	sessions: Map<string, string>;
	/** Ids of flows whose deployment fails: a start falls back to inactive and nothing reports it. */
	failingStarts: Set<string>;
	executions: ExecutionCounts;
}

export function emptyState(): State {
	return {
		users: new Collection(),
		flows: new Collection(),
		templates: new Collection(),
		roles: new Map(),
		tenants: new Map(),
		passwords: new Map(),
		tokens: new Map(),
		sessions: new Map(),
		failingStarts: new Set(),
		executions: new Map(),
	};
}
