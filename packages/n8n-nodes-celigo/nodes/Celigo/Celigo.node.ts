import type { INodeType, INodeTypeDescription } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { searchConnections } from './parameters/connection';
import { searchExports } from './parameters/export';
import { searchFlows } from './parameters/flow';
import { searchImports } from './parameters/import';
import { searchIntegrations } from './parameters/integration';
import { searchJobs } from './parameters/job';
import { searchSteps } from './parameters/step';
import { properties, subtitle } from './resources';

export class Celigo implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Celigo',
		name: 'celigo',
		icon: { light: 'file:celigo.svg', dark: 'file:celigo.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle,
		description: "Create, change, clone and run the flows of Celigo's integrator.io, and work through their errors",
		defaults: { name: 'Celigo' },
		usableAsTool: true,
		builderHint: {
			searchHint:
				"For flows of Celigo's integrator.io. To run a flow and use its result turn on 'Wait for Completion': " +
				'the field outcome tells whether records failed. Errors belong to a step of a flow; ' +
				'Get Errors of a job collects those of all steps of a run.',
		},
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'celigoApi', required: true }],
		// The engine hands nodes with methods to its declarative half only if this is there; the credential adds the address.
		requestDefaults: {},
		properties,
	};

	methods = {
		listSearch: {
			searchConnections,
			searchExports,
			searchFlows,
			searchImports,
			searchIntegrations,
			searchJobs,
			searchSteps,
		},
	};
}
