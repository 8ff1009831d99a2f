import type { Flow } from '../../../sandbox/celigo';
import { IDS } from './support';

const ID = 'abcdef0123456789abcdef01';

/** Every field of a flow that reference/celigo-api.md (section 8) knows, the read-only and the outdated ones too, and one it does not. */
export const EVERY_FIELD: Flow = {
	_id: IDS.orders,
	_userId: ID,
	_templateId: ID,
	_sourceId: ID,
	createdAt: '2026-03-02T08:15:00.000Z',
	lastModified: '2026-03-02T08:15:00.000Z',
	lastExecutedAt: '2026-03-03T08:15:00.000Z',
	resolvedAt: '2026-03-03T09:15:00.000Z',
	deletedAt: null,
	free: false,
	numInstances: 0,
	name: 'Every field',
	description: 'Has them all',
	_integrationId: IDS.orderToCash,
	_flowGroupingId: ID,
	disabled: false,
	schedule: '? 0,15,30,45 * ? * *',
	timezone: 'Europe/Berlin',
	skipRetries: true,
	runPageGeneratorsInParallel: true,
	autoResolveMatchingTraceKeys: true,
	pageGenerators: [
		{
			_id: ID,
			_exportId: IDS.getOrders,
			schedule: '? 0 3 ? * *',
			skipRetries: true,
			setupInProgress: false,
			_keepDeltaBehindFlowId: IDS.inventory,
			_keepDeltaBehindExportId: IDS.getItems,
		},
	],
	pageProcessors: [
		{
			type: 'export',
			_exportId: IDS.lookUpCustomer,
			proceedOnFailure: true,
			responseMapping: {
				fields: [{ extract: 'data', generate: 'customer' }],
				lists: [{ generate: 'lines', fields: [{ extract: 'a', generate: 'b' }] }],
			},
			hooks: { postResponseMap: { _scriptId: ID, function: 'postResponseMap' } },
		},
		{ type: 'import', _importId: IDS.postOrders },
	],
	_runNextFlowIds: [IDS.invoices],
	_runNextExportIds: [{ _flowId: IDS.invoices, _exportId: IDS.getItems }],
	settings: { custom: true },
	settingsForm: { form: { fieldMap: {} } },
	preSave: { _scriptId: ID, function: 'preSave' },
	isAbstract: false,
	_abstractFlowId: ID,
	overrides: { a: 1 },
	overridesHelper: { b: 2 },
	aliases: [{ alias: 'orders', _exportId: IDS.getOrders }],
	logging: { mode: 'detailed', debugUntil: '2026-03-02T09:15:00.000Z' },
	hidden: false,
	externalId: 'orders-1',
	draft: false,
	draftExpiresAt: '2026-04-02T08:15:00.000Z',
	aiDescription: { summary: 'Copies orders' },
	sandbox: false,
	_connectorId: ID,
	_exportId: IDS.getOrders,
	_importId: IDS.postOrders,
	somethingThatNobodyKnowsYet: { nested: [1, { deep: null }] },
};

/** A flow without some of its fields. */
export const without = (flow: Flow, ...keys: string[]) =>
	Object.fromEntries(Object.entries(flow).filter(([key]) => !keys.includes(key))) as Flow;

/** The same with branches instead of steps: a flow has one or the other. */
export const WITH_ROUTERS: Flow = {
	...without(EVERY_FIELD, 'pageProcessors'),
	routers: [
		{
			id: 'amount',
			name: 'By amount',
			routeRecordsTo: 'first_matching_branch',
			routeRecordsUsing: 'input_filters',
			script: { _scriptId: ID, function: 'branching' },
			branches: [
				{
					name: 'Large',
					description: 'More than 1000',
					inputFilter: { version: '1', rules: ['greaterthan', ['extract', 'amount'], 1000] },
					pageProcessors: EVERY_FIELD.pageProcessors,
				},
			],
		},
	],
};
