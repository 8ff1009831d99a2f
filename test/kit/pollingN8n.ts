import type { IDataObject, INode, INodeExecutionData, IPollFunctions } from 'n8n-workflow';
import type { Clock } from '../../nodes/FlowMate/kit/clock';

/**
 * How n8n keeps what a node remembers between polls (n8n 2.40.7, read in its WorkflowTriggerActivator, TriggerExecutionContextFactory,
 * PollCursorService, and in n8n-core's ActiveWorkflowTriggers and PollTriggerExecutor):
 * - memory: the usual way. An activation reads static data from the database and polls at once; all of its polls have one context. Static
 *   data is saved at the end of the activation and with every emission. Nothing is saved when the workflow is unpublished.
 * - database: the scheduler (N8N_SCHEDULER_ENABLED, N8N_SCHEDULER_POLL_TRIGGERS_ENABLED). Every poll has a context of its own that begins with
 *   what the database has; it is saved with an emission only. Publishing polls at once and saves, a start of n8n does neither.
 * - cursor: durable cursors besides (N8N_POLLER_DURABLE_CURSORS_ENABLED). The node's own data is the cursor of its id. It is committed with an
 *   emission and after a poll that gave nothing, but not after a poll of an activation that gave nothing, nor after one that threw. The
 *   workflow's data is saved as in the database's way.
 */
export type Keeping = 'memory' | 'database' | 'cursor';

export interface Polled {
	/** The json of the items; undefined where the poll gave null or threw. */
	items?: IDataObject[];
	error?: Error;
	/** Whether n8n saved what the node remembers. */
	isSaved: boolean;
}

/** A polling node as n8n sees it, and the service that answers it. */
export interface Polling<P> {
	node: INode;
	clock: Clock;
	/** What a process of n8n knows of its polls. */
	newPolls(): P;
	poll(context: IPollFunctions, polls: P): Promise<INodeExecutionData[][] | null>;
	answer(request: { url: string; qs: never }): { statusCode: number; headers?: object; body: unknown };
}

/** What n8n grants a poll, in ms. */
const ACTIVATION = 300_000;
const SCHEDULED = 36_000;

type StaticData = Record<string, IDataObject>;
const copyOf = <T>(data: T) => JSON.parse(JSON.stringify(data)) as T;

afterEach(() => jest.restoreAllMocks());

/** An n8n with one active workflow that begins with a polling node. */
export class PollingN8n<P> {
	/** The time on the clock, ms since 1970. */
	now = Date.parse('2026-03-10T12:00:00Z');
	mode: 'trigger' | 'manual' = 'trigger';
	name = 'Trigger';
	budget?: number;
	workflowTimezone = 'UTC';
	credential = 'credential-1';
	/** What n8n has logged. */
	log: string[] = [];

	private database: StaticData = {};
	private cursor?: IDataObject;
	private polls: P;
	/** The activation in memory: its static data, and the context of all of its polls. */
	private active: { data: StaticData; context?: IPollFunctions } = { data: {} };

	constructor(
		private readonly polling: Polling<P>,
		public parameters: IDataObject,
		private readonly keeping: Keeping = 'memory',
	) {
		this.polls = polling.newPolls();
		jest.spyOn(Date, 'now').mockImplementation(() => this.now);
		jest.spyOn(polling.clock, 'sleep').mockResolvedValue();
	}

	/** What the node remembers, as one text. */
	get remembered(): string {
		const kept = this.keeping === 'memory' ? this.active.data : this.database;
		return JSON.stringify([kept, this.cursor]);
	}

	/** The text of the node's own that n8n has saved. */
	get saved(): string | undefined {
		const own = this.keeping === 'cursor' ? this.cursor : this.database[`node:${this.name}`];
		return (own?.memory as IDataObject | undefined)?.text as string | undefined;
	}

	/** Publishes the workflow: polls at once, and saves. */
	async activate(): Promise<Polled> {
		this.active = { data: copyOf(this.database) };
		const hadCursor = this.cursor?.memory !== undefined;
		const polled = await this.pollIn(this.active, ACTIVATION, true);
		if (!polled.error) this.database = copyOf(this.active.data);
		// A cursor that was there is what the next poll begins with, whatever the workflow's data say.
		return { ...polled, isSaved: polled.isSaved || (!polled.error && !hadCursor) };
	}

	/** n8n is killed and starts again. */
	async restart(): Promise<Polled | undefined> {
		this.polls = this.polling.newPolls();
		return this.keeping === 'memory' ? await this.activate() : undefined;
	}

	/** Somebody gives the node another name, and publishes. */
	async rename(name: string): Promise<Polled> {
		this.name = name;
		return await this.activate();
	}

	/** The next poll, at its time. */
	async poll(): Promise<Polled> {
		if (this.keeping === 'memory') return await this.pollIn(this.active, ACTIVATION);
		return await this.pollIn({ data: copyOf(this.database) }, SCHEDULED);
	}

	private async pollIn(
		workflow: { data: StaticData; context?: IPollFunctions },
		budget: number,
		isActivation = false,
	): Promise<Polled> {
		const own = `node:${this.name}`;
		workflow.data[own] ??= {};
		workflow.data.global ??= {};
		if (this.keeping === 'cursor') this.cursor ??= copyOf(workflow.data[own]);
		const cursor = this.cursor && copyOf(this.cursor);
		workflow.context ??= this.context(workflow.data, cursor, budget);
		const before = JSON.stringify(cursor);
		const isTest = this.mode === 'manual';
		try {
			const context = isTest ? this.context(workflow.data, cursor, budget) : workflow.context;
			const output = await this.polling.poll(context, this.polls);
			const isSaved = output !== null && !isTest;
			if (isSaved) this.database = copyOf(workflow.data);
			const isChanged = JSON.stringify(cursor) !== before;
			const isCommitted = isChanged && !isTest && (output !== null || !isActivation);
			if (isCommitted) this.cursor = cursor;
			return { items: output?.[0].map(({ json }) => json), isSaved: isSaved || isCommitted };
		} catch (error) {
			return { error: error as Error, isSaved: false };
		}
	}

	context(data: StaticData = {}, cursor?: IDataObject, budget = ACTIVATION): IPollFunctions {
		const own = `node:${this.name}`;
		const { node } = this.polling;
		const [type] = Object.keys(node.credentials ?? {});
		return {
			getMode: () => this.mode,
			getNode: () => ({
				...node,
				name: this.name,
				credentials: { [type]: { id: this.credential, name: type } },
			}),
			getWorkflow: () => ({ id: 'workflow', active: true }),
			getTimezone: () => this.workflowTimezone,
			getCredentials: async () => ({}),
			getNodeParameter: (name: string, fallback: unknown) => this.parameters[name] ?? fallback,
			getWorkflowStaticData: (kind: string) =>
				kind === 'global' ? (data.global ??= {}) : (cursor ?? (data[own] ??= {})),
			getPollBudgetMs: () => this.budget ?? budget,
			logger: { warn: (message: string) => this.log.push(message) },
			helpers: {
				httpRequestWithAuthentication: async (_type: string, request: never) => ({
					headers: {},
					...this.polling.answer(request),
				}),
			},
		} as unknown as IPollFunctions;
	}
}
