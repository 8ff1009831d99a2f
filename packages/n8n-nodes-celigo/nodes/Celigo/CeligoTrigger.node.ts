import type { INodeExecutionData, INodeType, INodeTypeDescription, IPollFunctions } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { Polls } from './kit/poll';
import { searchFlows } from './parameters/flow';
import { searchIntegrations } from './parameters/integration';
import { celigo } from './service';
import { properties } from './trigger/parameters';

const polls = new Polls(celigo.clock);

export class CeligoTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Celigo Trigger',
		name: 'celigoTrigger',
		icon: { light: 'file:celigo.svg', dark: 'file:celigo.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle:
			'={{ ({ connectionOffline: "Connection Offline", newErrors: "New Errors", runFinished: "Run Finished" })[$parameter["triggerOn"]] }}',
		// In its list of nodes n8n shows this text for node and trigger together.
		description: "Create, change, clone and run the flows of Celigo's integrator.io, and work through their errors",
		builderHint: {
			searchHint:
				"Polls Celigo. Use 'runFinished' for runs that are over, with their outcome and counts; " +
				"'newErrors' for records that failed, per flow or step; 'connectionOffline' for connections that went offline.",
		},
		eventTriggerDescription: 'when something happens in Celigo',
		activationMessage: 'From now on this workflow looks at Celigo as often as its poll times say.',
		defaults: { name: 'Celigo Trigger' },
		polling: true,
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'celigoApi', required: true }],
		properties,
	};

	methods = {
		listSearch: { searchFlows, searchIntegrations },
	};

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		// Loaded by the first poll: n8n loads this file when it starts, also where nobody uses the trigger.
		const { poll } = await import('./trigger/poll');
		return await poll(this, polls);
	}
}
