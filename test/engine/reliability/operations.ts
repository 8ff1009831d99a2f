import type { INodeParameters } from 'n8n-workflow';
import type { FlowMateSandbox } from '../../../sandbox/flowmate';

/** One operation of the node with input that works on a demo tenant. */
export interface Case {
	name: string;
	/** The request that the operation is about; others, such as a look before a stop, come beside it. */
	method: string;
	path: RegExp;
	/** Whether the node may send it again after a failure that may have arrived. */
	repeatable: boolean;
	parameters(ids: Ids): INodeParameters;
}

export interface Ids {
	active: string;
	inactive: string;
	user: string;
	template: string;
}

const byId = (value: string) => ({ __rl: true, mode: 'id', value });

const GRAPH = JSON.stringify({
	nodes: [{ id: 'step_1', componentId: '5ca5c44c187c040010a9bb8b', function: 'trigger' }],
});

const one = (
	name: string,
	method: string,
	path: RegExp,
	parameters: Case['parameters'],
	repeatable = method !== 'POST',
): Case => {
	const [resource, operation] = name.split('.');
	return {
		name,
		method,
		path,
		repeatable,
		parameters: (ids) => ({ resource, operation, ...parameters(ids) }),
	};
};

/** Every operation of the node. */
export const OPERATIONS: Case[] = [
	one('flow.getAll', 'GET', /^\/flows$/, () => ({ returnAll: true })),
	one('flow.get', 'GET', /^\/flows\/\w+$/, ({ active }) => ({ flow: byId(active) })),
	one('flow.update', 'PATCH', /^\/flows\/\w+$/, ({ inactive }) => ({
		flow: byId(inactive),
		updateFields: { name: 'N' },
	})),
	one('flow.delete', 'DELETE', /^\/flows\/\w+$/, ({ inactive }) => ({ flow: byId(inactive) })),
	one('flow.start', 'POST', /\/start$/, ({ inactive }) => ({ flow: byId(inactive) }), true),
	one('flow.stop', 'POST', /\/stop$/, ({ active }) => ({ flow: byId(active) }), true),
	one(
		'flow.startMany',
		'POST',
		/\/multiple\/start$/,
		({ inactive }) => ({ flowsFrom: 'list', flowIds: inactive }),
		true,
	),
	one(
		'flow.stopMany',
		'POST',
		/\/multiple\/stop$/,
		({ active }) => ({ flowsFrom: 'list', flowIds: active }),
		true,
	),
	one('flow.updateMany', 'PATCH', /^\/flows\/\w+$/, ({ inactive }) => ({
		flowsFrom: 'list',
		flowIds: inactive,
		updateFields: { name: 'N' },
	})),
	one('user.getAll', 'GET', /^\/users$/, () => ({})),
	one('user.get', 'GET', /^\/users\/\w+$/, ({ user }) => ({ user: byId(user) })),
	one('user.getCurrent', 'GET', /^\/users\/me$/, () => ({})),
	one('user.create', 'POST', /^\/users$/, () => ({ username: 'new@example.com', password: 'pw' })),
	one('template.getAll', 'GET', /^\/templates$/, () => ({ returnAll: true })),
	one('template.get', 'GET', /^\/templates\/\w+$/, ({ template }) => ({ template: byId(template) })),
	one('template.create', 'POST', /^\/templates$/, () => ({ graph: GRAPH })),
	one('template.update', 'PATCH', /^\/templates\/\w+$/, ({ template }) => ({
		template: byId(template),
		updateFields: { name: 'N' },
	})),
	one('template.delete', 'DELETE', /^\/templates\/\w+$/, ({ template }) => ({ template: byId(template) })),
	one('template.generateFlow', 'POST', /\/generate$/, ({ template }) => ({ template: byId(template) })),
	one('execution.getCounts', 'GET', /^\/icenter\/executions$/, () => ({ groupBy: 'user' })),
	one('execution.checkLimits', 'GET', /^\/icenter\/executions$/, ({ user }) => ({
		limitsFrom: 'json',
		limits: JSON.stringify({ [user]: 1000 }),
	})),
	one('webhook.send', 'POST', /^\/webhooks\/\w+$/, ({ active }) => ({
		flow: byId(active),
		dataMode: 'json',
		json: '{"secretField":"payload-value"}',
	})),
	one('webhook.sendToUser', 'POST', /^\/webhooks\/\w+$/, ({ user, active }) => ({
		user: byId(user),
		whichFlows: { flowIds: active },
		dataMode: 'json',
		json: '{"secretField":"payload-value"}',
	})),
];

/** Records of the demo tenant that the operations work on. */
export function idsIn({ state }: FlowMateSandbox): Ids {
	const flows = [...state.flows.values()];
	const active = flows.find(({ status, cron }) => status === 'active' && !cron);
	const inactive = flows.find(({ status }) => status === 'inactive');
	const user = [...state.users.values()].find(({ username }) => username === 'customer-1001');
	const [template] = state.templates.keys();
	return { active: String(active?.id), inactive: String(inactive?.id), user: String(user?._id), template };
}
