import type { FastifyInstance } from 'fastify';
import { ErrorAnswer, missingPermission } from './answers';
import { dayOf } from './counts';
import { isPartner, may, type Caller } from './permissions';
import { queryOf, type Platform } from './platform';
import { repository } from './services';
import type { ExecutionCount, State, User } from './state';

/**
 * GET /icenter/executions. The service is closed source: query, envelope and the rows of `groupby=user` are documented;
 * permission, errors, whom a caller may see, and the rows of the two other groupings are not.
 */
export function executionRoutes(app: FastifyInstance, platform: Platform): void {
	const { state } = platform;
	repository(app, platform);

	app.get('/icenter/executions', async (request) => {
		const { caller } = request;
		if (!may(caller, 'icenter.read')) throw missingPermission();
		const query = queryOf(request);
		const start = query.get('start') ?? oneMonthAgo();
		const end = query.get('end') ?? dayOf(Date.now());
		if (![start, end].every(isDay)) throw new ErrorAnswer(400, 'Invalid date');
		const groupings: Record<string, () => Array<{ executions: number }>> = {
			user: () => byUser(state, counts),
			flow: () => byFlow(state, counts),
			component: () => byComponent(caller, counts),
		};
		const grouping = query.get('groupby') ?? 'user';
		if (!Object.hasOwn(groupings, grouping)) throw new ErrorAnswer(400, 'Invalid groupby parameter');

		const counts = countsBetween(state, start, end).filter((count) => mayCount(state, caller, count));
		const data = groupings[grouping]();
		const totalExecutions = data.reduce((total, { executions }) => total + executions, 0);
		return { data, metadata: { start, end, totalExecutions } };
	});
}

function mayCount(state: State, caller: Caller, { user }: ExecutionCount): boolean {
	if (caller.isAdmin || user === caller.user._id) return true;
	return isPartner(caller) && state.users.get(user)?.tenant === caller.user.tenant;
}

/** Both days included. */
function countsBetween(state: State, start: string, end: string): ExecutionCount[] {
	return [...state.executions]
		.filter(([day]) => day >= start && day <= end)
		.flatMap(([, counts]) => [...counts.values()]);
}

interface UserRow {
	_id: string;
	user: string;
	tenant: User['tenant'];
	allFlows: string[];
	executions: number;
	username: User['username'] | undefined;
}

function byUser(state: State, counts: ExecutionCount[]): UserRow[] {
	const rows = new Map<string, UserRow>();
	for (const { user, flow, executions } of counts) {
		const { tenant, username } = state.users.get(user) ?? {};
		const row = rows.get(user) ?? { _id: user, user, tenant, allFlows: [], executions: 0, username };
		rows.set(user, row);
		row.executions += executions;
		if (!row.allFlows.includes(flow)) row.allFlows.push(flow);
	}
	return [...rows.values()];
}

/** A guess at the shape, modelled on the rows by user. */
function byFlow(state: State, counts: ExecutionCount[]) {
	const rows = new Map<
		string,
		{ _id: string; flow: string; flowName?: string; user: string; tenant?: string; executions: number }
	>();
	for (const { user, flow, executions } of counts) {
		const flowName = state.flows.get(flow)?.name;
		const tenant = state.users.get(user)?.tenant;
		const row = rows.get(flow) ?? { _id: flow, flow, flowName, user, tenant, executions: 0 };
		rows.set(flow, row);
		row.executions += executions;
	}
	return [...rows.values()];
}

/** A guess at the shape, modelled on the rows by user. */
function byComponent({ user: { tenant } }: Caller, counts: ExecutionCount[]) {
	const totals = new Map<string, number>();
	for (const { components } of counts) {
		for (const [id, executions] of components) totals.set(id, (totals.get(id) ?? 0) + executions);
	}
	return [...totals].map(([id, executions]) => ({ _id: id, component: id, tenant, executions }));
}

function oneMonthAgo(): string {
	const date = new Date();
	date.setUTCMonth(date.getUTCMonth() - 1);
	return dayOf(date.getTime());
}

function isDay(text: string): boolean {
	return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text));
}
