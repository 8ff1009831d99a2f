import type { INodeType, INodeTypeDescription } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { searchFlows } from './parameters/flow';
import { searchTemplates } from './parameters/template';
import { searchUsers } from './parameters/user';
import { customOperations, properties } from './resources';
import { getInputParameters } from './resources/webhook/mapping';

export class FlowMate implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'FlowMate',
		name: 'flowMate',
		icon: { light: 'file:flowmate.svg', dark: 'file:flowmate.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: '={{$parameter["operation"] + ": " + $parameter["resource"]}}',
		description: 'Find flows, send data to them, start and stop them, and read execution counts',
		defaults: { name: 'FlowMate' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'flowMateApi', required: true }],
		// The engine hands nodes with methods to its declarative half only if this is there; the credential adds the address.
		requestDefaults: {},
		properties,
	};

	methods = {
		listSearch: { searchFlows, searchTemplates, searchUsers },
		resourceMapping: { getInputParameters },
	};

	customOperations = customOperations;
}
