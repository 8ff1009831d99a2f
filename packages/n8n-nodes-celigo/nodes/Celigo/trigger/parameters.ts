import type { INodeProperties } from 'n8n-workflow';
import { varied } from '../kit/parameter';
import { choice } from '../kit/parameters';
import { flowLocator } from '../parameters/flow';
import { integrationLocator } from '../parameters/integration';

export const triggerOn = choice({
	displayName: 'Trigger On',
	name: 'triggerOn',
	type: 'options',
	options: [
		{
			name: 'Connection Offline',
			value: 'connectionOffline',
			description: 'Gives each connection that has gone offline',
		},
		{
			name: 'New Errors',
			value: 'newErrors',
			description:
				'Gives each flow, or step of a flow, in which records have failed, with their number and the first few',
		},
		{
			name: 'Run Finished',
			value: 'runFinished',
			description: 'Gives each run of a flow that is over, with its counts',
		},
	],
	default: 'runFinished',
});

const OF_FLOWS = { triggerOn: ['newErrors', 'runFinished'] };

/** Celigo lists neither jobs nor errors of a whole account. */
export const of = choice({
	displayName: 'Of',
	name: 'of',
	type: 'options',
	displayOptions: { show: OF_FLOWS },
	options: [
		{ name: 'All Flows of an Integration', value: 'integration' },
		{ name: 'One Flow', value: 'flow' },
	],
	default: 'integration',
	description: 'Which flows count',
});

export const integration = varied(integrationLocator, {
	displayOptions: { show: { ...OF_FLOWS, of: ['integration'] } },
});

export const flow = varied(flowLocator, { displayOptions: { show: { ...OF_FLOWS, of: ['flow'] } } });

export const outcome = choice({
	displayName: 'Outcome',
	name: 'outcome',
	type: 'options',
	displayOptions: { show: { triggerOn: ['runFinished'] } },
	options: [
		{ name: 'Any', value: 'any', description: 'Also runs that went well or were canceled' },
		{ name: 'Failed', value: 'failed', description: 'The run as a whole failed' },
		{ name: 'With Errors', value: 'errors', description: 'The run failed, or records did while it completed' },
	],
	default: 'errors',
	description: 'Which runs count, by how they ended',
});

export const groupBy = choice({
	displayName: 'Group By',
	name: 'groupBy',
	type: 'options',
	displayOptions: { show: { triggerOn: ['newErrors'] } },
	options: [
		{ name: 'Flow', value: 'flow', description: 'One item for a flow, whatever the step' },
		{ name: 'Step', value: 'step', description: 'One item for each export or import of a flow' },
	],
	default: 'step',
});

/** From broad to narrow. */
export const properties: INodeProperties[] = [triggerOn, of, integration, flow, outcome, groupBy].map(
	({ property }) => property,
);
