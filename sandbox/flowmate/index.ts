import { Faults } from '../shared/faults';
import { randomFrom } from '../shared/random';
import { RequestLog, type PathPattern, type RequestRecord } from '../shared/requests';
import { countExecutions, type Execution } from './counts';
import { LifeCycle } from './lifeCycle';
import { DEFAULTS, type FlowMateOptions } from './options';
import type { Platform } from './platform';
import { seed } from './seed';
import { buildServer } from './server';
import { Sessions } from './sessions';
import { emptyState, type State } from './state';

export type { Effect, Fault, FaultRule } from '../shared/faults';
export type { FlowMateOptions } from './options';
export { newId, newToken, seededId } from '../shared/ids';
export type { RequestRecord } from '../shared/requests';
export { TENANT } from './seed/partner';
export type { Flow, FlowStatus, FlowTemplate, State, Token, User } from './state';

export interface FlowMateSandbox {
	/** Base URL without a slash at its end. */
	readonly url: string;
	/** A static token of the partner account; it never expires. */
	readonly adminToken: string;
	/** The account whose customers the seeded users are. */
	readonly partner: { username: string; password: string };
	readonly state: State;
	readonly requests: RequestRecord[];
	/** How many requests came, by method and path (prefix or expression). */
	count(method: string, path?: PathPattern): number;
	/** The most requests that were open at the same time; may be set to 0 to start anew. */
	maxInFlight: number;
	readonly faults: Faults;
	/** Ends all tokens but static ones. */
	expireTokens(): void;
	countExecutions(execution: Execution): void;
	/** Stops at once; requests that hang are cut off. */
	close(): Promise<void>;
}

/** A FlowMate platform in memory, on 127.0.0.1. */
export async function startFlowMate(given: FlowMateOptions = {}): Promise<FlowMateSandbox> {
	const options = { ...DEFAULTS, ...given };
	const state = emptyState();
	const partner = seed(state, options.seed);
	const sessions = new Sessions(state, options.tokenLifetime, options.singleSession);
	const platform: Platform = {
		options,
		state,
		sessions,
		lifeCycle: new LifeCycle(state, options.flowDelay),
		ties: options.ties ? randomFrom(options.ties.seed) : undefined,
	};
	const { token: adminToken } = sessions.issue(partner.user, null);
	const log = new RequestLog(options.record);
	const faults = new Faults();
	const server = buildServer(platform, log, faults);
	const url = await server.listen({ port: options.port, host: '127.0.0.1' });

	return {
		url,
		adminToken,
		partner: { username: partner.user.username, password: partner.password },
		state,
		requests: log.requests,
		count: (method, path) => log.count(method, path),
		get maxInFlight() {
			return log.maxInFlight;
		},
		set maxInFlight(value) {
			log.maxInFlight = value;
		},
		faults,
		expireTokens: () => sessions.expireAll(),
		countExecutions: (execution) => countExecutions(state, execution),
		close: async () => {
			platform.lifeCycle.end();
			await server.close();
		},
	};
}
