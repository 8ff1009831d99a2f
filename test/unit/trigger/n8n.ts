import type { IDataObject } from 'n8n-workflow';
import { Polls } from '../../../nodes/FlowMate/kit/poll';
import { flowMate } from '../../../nodes/FlowMate/service';
import { poll } from '../../../nodes/FlowMate/trigger/poll';
import { PollingN8n, type Keeping } from '../../kit/pollingN8n';
import { NODE } from '../item';
import type { Platform } from './platform';

export type { Keeping, Polled } from '../../kit/pollingN8n';

export const DEFAULTS: IDataObject = {
	triggerOn: 'executions',
	groupBy: 'user',
	window: 'day',
	days: 30,
	timezone: '',
	limit: '',
	percentages: '80, 100',
	keyLimits: {},
	keys: {},
	minDifference: 1,
	options: {},
};

const CREDENTIALS = { flowMateApi: { id: 'credential-1', name: 'FlowMate' } };

/** An n8n with one active workflow that begins with a FlowMate Trigger. */
export class N8n extends PollingN8n<Polls> {
	/** Answers to requests for anything else than counts. */
	others: Record<string, unknown> = {};

	constructor(
		readonly platform: Platform,
		keeping: Keeping = 'memory',
	) {
		super(
			{
				node: { ...NODE, credentials: CREDENTIALS },
				clock: flowMate.clock,
				newPolls: () => new Polls(flowMate.clock),
				poll,
				answer: ({ url, qs }) => {
					if (url === '/icenter/executions') return platform.answer(qs);
					if (!(url in this.others)) throw new Error(`No answer for ${url}`);
					return { statusCode: 200, headers: {}, body: this.others[url] };
				},
			},
			{ ...DEFAULTS },
			keeping,
		);
	}

	/** Polls, and gives `window key previous now percentage` for each item. */
	async told(): Promise<string[]> {
		const { items = [] } = await this.poll();
		return items.map(({ key, window, previousExecutions, executions, percentage }) =>
			[(window as { start: string }).start, key, previousExecutions, executions, percentage].join(' ').trim(),
		);
	}
}
