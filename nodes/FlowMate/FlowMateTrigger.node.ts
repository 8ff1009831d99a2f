import type { INodeExecutionData, INodeType, INodeTypeDescription, IPollFunctions } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { Polls } from './kit/poll';
import { searchFlows } from './parameters/flow';
import { searchTemplates } from './parameters/template';
import { searchUsers } from './parameters/user';
import { flowMate } from './service';
import { properties, subtitle } from './trigger/parameters';

const polls = new Polls(flowMate.clock);

export class FlowMateTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'FlowMate Trigger',
		name: 'flowMateTrigger',
		icon: { light: 'file:flowmate.svg', dark: 'file:flowmate.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle,
		// In its list of nodes n8n shows this text for node and trigger together.
		description:
			'Send data to flows, start and stop them, and start workflows on execution counts, changed flows and new users',
		builderHint: {
			searchHint:
				"Polls FlowMate's flows, users, or execution counts per user, flow or component; " +
				"it does not see single runs or errors of flows. Use 'limit' to warn a customer at percentages of a " +
				"limit, 'executions' for each count that rose, 'snapshot' for all counts at every poll, 'flowStatus' for " +
				"flows switched on or off or that did not start, 'flowCreated' and 'userCreated' for what is new.",
		},
		eventTriggerDescription: 'when something happens in FlowMate',
		activationMessage: 'From now on this workflow looks at FlowMate as often as its poll times say.',
		hints: [
			{
				message:
					"Keys under 'Individual Limits' or 'Watch Only' that nothing counted bears are named in the field unmatchedKeys",
				location: 'outputPane',
				whenToDisplay: 'afterExecution',
				displayCondition:
					'={{ [$parameter["keyLimits"], $parameter["keys"]].some((added) => Object.keys(added ?? {}).length > 0) }}',
			},
		],
		defaults: { name: 'FlowMate Trigger' },
		polling: true,
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'flowMateApi', required: true }],
		properties,
	};

	methods = {
		listSearch: { searchFlows, searchTemplates, searchUsers },
	};

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		// Loaded by the first poll: n8n loads this file when it starts, also where nobody uses the trigger.
		const { poll } = await import('./trigger/poll');
		return await poll(this, polls);
	}
}
