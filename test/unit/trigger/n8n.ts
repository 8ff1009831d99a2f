import type { IDataObject, IPollFunctions } from 'n8n-workflow';
import { poll } from '../../../nodes/FlowMate/trigger/poll';
import { NODE } from '../item';
import type { Platform } from './platform';

/**
 * How n8n keeps what a node remembers between polls (n8n 2.40, read in its TriggerExecutionContextFactory and ActiveWorkflowManager):
 * - memory: the usual way. It stays in memory; the database gets it on activation and with every emission.
 * - database: the scheduler (N8N_SCHEDULER_POLL_TRIGGERS_ENABLED). As before, but every poll begins with what the database has.
 * - cursor: durable cursors. Every poll begins with what was last committed; a poll that throws commits nothing, any other does.
 */
export type Keeping = 'memory' | 'database' | 'cursor';

export const DEFAULTS: IDataObject = {
	triggerOn: 'executions',
	groupBy: 'user',
	window: 'day',
	days: 30,
	timezone: '',
	limit: 0,
	percentages: '80, 100',
	keyLimits: {},
	keys: {},
	minDifference: 1,
	options: {},
};

export interface Polled {
	/** The json of the items; undefined where the poll gave null or threw. */
	items?: IDataObject[];
	error?: Error;
}

afterEach(() => jest.restoreAllMocks());

/** An n8n with one active workflow that begins with a FlowMate Trigger. */
export class N8n {
	/** The time on the clock, ms since 1970. */
	now = Date.parse('2026-03-10T12:00:00Z');
	parameters: IDataObject = { ...DEFAULTS };
	mode: 'trigger' | 'manual' = 'trigger';
	budget?: number;
	workflowTimezone = 'UTC';
	credential = 'credential-1';
	private memory: IDataObject = {};
	private stored = '{}';

	constructor(
		readonly platform: Platform,
		private readonly keeping: Keeping = 'memory',
	) {
		jest.spyOn(Date, 'now').mockImplementation(() => this.now);
	}

	/** What the node remembers as it is in the database. */
	get saved(): IDataObject {
		return JSON.parse(this.stored) as IDataObject;
	}

	/** What the next poll begins with. */
	get remembered(): IDataObject {
		return this.keeping === 'memory' ? this.memory : this.saved;
	}

	/** Publishes the workflow, or starts n8n again after it was killed: reads the database, polls, and saves. */
	async activate(): Promise<Polled> {
		this.memory = this.saved;
		const polled = await this.poll();
		if (this.keeping !== 'cursor') this.stored = JSON.stringify(this.memory);
		return polled;
	}

	async poll(): Promise<Polled> {
		if (this.keeping !== 'memory') this.memory = this.saved;
		try {
			const output = await poll(this.context());
			const isSaved = output !== null || this.keeping === 'cursor';
			if (isSaved && this.mode === 'trigger') this.stored = JSON.stringify(this.memory);
			return { items: output?.[0].map(({ json }) => json) };
		} catch (error) {
			return { error: error as Error };
		}
	}

	/** Polls, and gives `window key previous now percentage` for each item. */
	async told(): Promise<string[]> {
		const { items = [] } = await this.poll();
		return items.map(({ key, window, previousExecutions, executions, percentage }) =>
			[(window as { start: string }).start, key, previousExecutions, executions, percentage].join(' ').trim(),
		);
	}

	context(): IPollFunctions {
		return {
			getMode: () => this.mode,
			getNode: () => ({ ...NODE, credentials: { flowMateApi: { id: this.credential, name: 'FlowMate' } } }),
			getWorkflow: () => ({ id: 'workflow', active: true }),
			getTimezone: () => this.workflowTimezone,
			getCredentials: async () => ({}),
			getNodeParameter: (name: string, fallback: unknown) => this.parameters[name] ?? fallback,
			getWorkflowStaticData: () => this.memory,
			getPollBudgetMs: this.budget === undefined ? undefined : () => this.budget,
			helpers: {
				httpRequestWithAuthentication: async (_type: string, { url, qs }: { url: string; qs: never }) => {
					if (url !== '/icenter/executions') throw new Error(`No answer for ${url}`);
					return { headers: {}, ...this.platform.answer(qs) };
				},
			},
		} as unknown as IPollFunctions;
	}
}
