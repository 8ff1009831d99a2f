import type { INodeType, INodeTypeDescription } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { searchBooks } from './parameters';
import { customOperations, properties } from './resources';

export class Shelf implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Shelf',
		name: 'shelf',
		icon: { light: 'file:shelf.svg', dark: 'file:shelf.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: '={{$parameter["operation"] + ": " + $parameter["resource"]}}',
		description: 'Look after the books of a library and lend them',
		defaults: { name: 'Shelf' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'shelfApi', required: true }],
		// The engine hands nodes with methods to its declarative half only if this is there; the credential adds the address.
		requestDefaults: {},
		properties,
	};

	methods = { listSearch: { searchBooks } };

	customOperations = customOperations;
}
