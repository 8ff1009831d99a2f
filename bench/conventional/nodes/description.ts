import type { INodeProperties, INodePropertyOptions, INodeTypeDescription } from 'n8n-workflow';

/**
 * The operations of FlowMate on single records and lists as n8n's template for declarative nodes lays them out: each operation has its
 * own properties, shown for it alone; base URL, path and pages are expressions.
 */

const showOnlyFor = (resource: string, operation: string) => ({
	show: { resource: [resource], operation: [operation] },
});

const option = (
	name: string,
	value: string,
	method: 'GET' | 'POST' | 'PATCH' | 'DELETE',
	url: string,
): INodePropertyOptions => ({
	name,
	value,
	action: name,
	routing: {
		request: { method, url },
		output: { postReceive: [{ type: 'rootProperty', properties: { property: 'data' } }] },
	},
});

const operations = (resource: string, options: INodePropertyOptions[]): INodeProperties => ({
	displayName: 'Operation',
	name: 'operation',
	type: 'options',
	noDataExpression: true,
	displayOptions: { show: { resource: [resource] } },
	options,
	default: options[0].value,
});

const id = (name: string, resource: string, operation: string): INodeProperties => ({
	displayName: 'ID',
	name,
	type: 'string',
	required: true,
	default: '',
	displayOptions: showOnlyFor(resource, operation),
});

const json = (name: string, resource: string, operation: string): INodeProperties => ({
	displayName: 'Data',
	name,
	type: 'json',
	default: '{}',
	displayOptions: showOnlyFor(resource, operation),
	routing: { request: { body: '={{ typeof $value === "string" ? JSON.parse($value) : $value }}' } },
});

const list = (resource: string): INodeProperties[] => [
	{
		displayName: 'Return All',
		name: 'returnAll',
		type: 'boolean',
		default: false,
		displayOptions: showOnlyFor(resource, 'getAll'),
		routing: {
			send: {
				paginate: '={{ $value }}',
				type: 'query',
				property: 'page[size]',
				propertyInDotNotation: false,
				value: '1000',
			},
			operations: {
				pagination: {
					type: 'generic',
					properties: {
						continue: '={{ $response.body.meta.page < $response.body.meta.totalPages }}',
						request: {
							qs: '={{ Object.assign({}, $request.qs, { "page[number]": ($response.body?.meta.page ?? 0) + 1 }) }}' as never,
						},
					},
				},
			},
		},
	},
	{
		displayName: 'Limit',
		name: 'limit',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: 100 },
		default: 50,
		displayOptions: { show: { resource: [resource], operation: ['getAll'], returnAll: [false] } },
		routing: {
			send: { type: 'query', property: 'page[size]', propertyInDotNotation: false },
			output: { maxResults: '={{$value}}' },
		},
	},
];

/** @param more operations on a flow beyond those of FlowMate, each with its own property for the ID */
export const descriptionOf = (name: string, more: string[]): INodeTypeDescription => ({
	displayName: name,
	name,
	group: ['transform'],
	version: 1,
	subtitle: '={{$parameter["operation"] + ": " + $parameter["resource"]}}',
	description: 'FlowMate in the usual layout of a declarative node',
	defaults: { name },
	inputs: ['main'],
	outputs: ['main'],
	credentials: [{ name: 'conventionalApi', required: true }],
	requestDefaults: {
		baseURL: '={{$credentials.baseUrl}}',
		headers: { Accept: 'application/json', 'Content-Type': 'application/json' },
	},
	properties: [
		{
			displayName: 'Resource',
			name: 'resource',
			type: 'options',
			noDataExpression: true,
			options: ['flow', 'template', 'user', 'webhook'].map((value) => ({ name: value, value })),
			default: 'flow',
		},
		operations('flow', [
			option('Get flow', 'get', 'GET', '=/flows/{{$parameter.flowId}}'),
			option('Get many flows', 'getAll', 'GET', '/flows'),
			option('Update flow', 'update', 'PATCH', '=/flows/{{$parameter.flowId}}'),
			option('Delete flow', 'delete', 'DELETE', '=/flows/{{$parameter.flowId}}'),
			option('Start flow', 'start', 'POST', '=/flows/{{$parameter.flowId}}/start'),
			option('Stop flow', 'stop', 'POST', '=/flows/{{$parameter.flowId}}/stop'),
			...more.map((operation) => option(operation, operation, 'POST', '=/flows/{{$parameter.flowId}}/start')),
		]),
		...['get', 'update', 'delete', 'start', 'stop', ...more].map((operation) =>
			id('flowId', 'flow', operation),
		),
		json('updateFields', 'flow', 'update'),
		...list('flow'),
		operations('template', [
			option('Get template', 'get', 'GET', '=/templates/{{$parameter.templateId}}'),
			option('Get many templates', 'getAll', 'GET', '/templates'),
			option('Create template', 'create', 'POST', '/templates'),
			option('Update template', 'update', 'PATCH', '=/templates/{{$parameter.templateId}}'),
			option('Delete template', 'delete', 'DELETE', '=/templates/{{$parameter.templateId}}'),
			option('Generate flow', 'generateFlow', 'POST', '=/templates/{{$parameter.templateId}}/generate'),
		]),
		...['get', 'update', 'delete', 'generateFlow'].map((operation) =>
			id('templateId', 'template', operation),
		),
		...['create', 'update', 'generateFlow'].map((operation) => json('templateFields', 'template', operation)),
		...list('template'),
		operations('user', [
			option('Get user', 'get', 'GET', '=/users/{{$parameter.userId}}'),
			option('Get many users', 'getAll', 'GET', '/users'),
			option('Create user', 'create', 'POST', '/users'),
		]),
		id('userId', 'user', 'get'),
		json('userFields', 'user', 'create'),
		operations('webhook', [option('Send data to flow', 'send', 'POST', '=/webhooks/{{$parameter.flowId}}')]),
		id('flowId', 'webhook', 'send'),
		json('data', 'webhook', 'send'),
	],
});
