import type { INodeType, INodeTypeDescription } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { searchFlows } from './parameters/flow';
import { searchTemplates } from './parameters/template';
import { searchUsernames, searchUsers } from './parameters/user';
import { customOperations, properties, subtitle } from './resources';
import { getInputParameters } from './resources/webhook/mapping';

export class FlowMate implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'FlowMate',
		name: 'flowMate',
		icon: { light: 'file:flowmate.svg', dark: 'file:flowmate.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle,
		description: 'Find flows, send data to them, start and stop them, and read execution counts',
		defaults: { name: 'FlowMate' },
		usableAsTool: true,
		builderHint: {
			searchHint:
				'For flows of FlowMate (Open Integration Hub). A customer is a FlowMate user: ' +
				"'User' takes your own system's ID of the customer in the mode By Name. " +
				"To send data use the resource webhook: Send Data to User's Flows for all flows of a customer, " +
				'Send Data to Flow with the ID of an active flow. ' +
				'For many flows use Start Many, Stop Many or Update Many once on all items, not a loop.',
			relatedNodes: [
				{
					nodeType: 'n8n-nodes-flowmate.flowMateTrigger',
					relationHint: 'Starts a workflow when execution counts rise or a customer nears a limit',
				},
			],
		},
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'flowMateApi', required: true }],
		// The engine hands nodes with methods to its declarative half only if this is there; the credential adds the address.
		requestDefaults: {},
		properties,
	};

	methods = {
		listSearch: { searchFlows, searchTemplates, searchUsernames, searchUsers },
		resourceMapping: { getInputParameters },
	};

	customOperations = customOperations;
}
