import type { INodeExecutionData, INodeType, INodeTypeDescription, IPollFunctions } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { searchFlows } from './parameters/flow';
import { searchUsers } from './parameters/user';
import { properties } from './trigger/parameters';
import { poll } from './trigger/poll';

export class FlowMateTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'FlowMate Trigger',
		name: 'flowMateTrigger',
		icon: { light: 'file:flowmate.svg', dark: 'file:flowmate.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle:
			'={{ ({ executions: "Executions Counted", limit: "Limit Reached", snapshot: "Every Poll" })[$parameter["triggerOn"]] }}',
		description: 'Starts the workflow when FlowMate has counted executions or a limit of them is reached',
		eventTriggerDescription: 'when FlowMate has counted executions',
		activationMessage:
			'From now on this workflow looks for new execution counts in FlowMate as often as its poll times say.',
		defaults: { name: 'FlowMate Trigger' },
		polling: true,
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'flowMateApi', required: true }],
		properties,
	};

	methods = {
		listSearch: { searchFlows, searchUsers },
	};

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		return await poll(this);
	}
}
