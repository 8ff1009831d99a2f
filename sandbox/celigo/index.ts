import { Faults } from '../shared/faults';
import { RequestLog, type PathPattern, type RequestRecord } from '../shared/requests';
import { DEFAULTS, type CeligoOptions, type Options } from './options';
import { seed } from './seed';
import { buildServer } from './server';
import { emptyState, type State } from './state';

export type { CeligoOptions, ErrorPages } from './options';
export { idOf } from './seed';
export type { AuditEntry, Flow, Job, Outcome, State, StepError } from './state';

export interface CeligoSandbox {
	/** Base URL without `/v1` and without a slash at its end. */
	readonly url: string;
	/** A token with full access. */
	readonly token: string;
	/** A token of custom scope, which may not use flows. */
	readonly customToken: string;
	readonly state: State;
	/** The form of answers and the speed of jobs may be changed while it runs. */
	readonly options: Options;
	readonly requests: RequestRecord[];
	/** How many requests came, by method and path (prefix or expression). */
	count(method: string, path?: PathPattern): number;
	/** The most requests that were open at the same time; may be set to 0 to start anew. */
	maxInFlight: number;
	readonly faults: Faults;
	/** Stops at once; requests that hang are cut off. */
	close(): Promise<void>;
}

/** Celigo's integrator.io in memory, on 127.0.0.1, as far as flows, jobs and errors go. */
export async function startCeligo(given: CeligoOptions = {}): Promise<CeligoSandbox> {
	const options: Options = { ...DEFAULTS, ...given };
	const state = emptyState();
	const token = seed(state, options.seed);
	const log = new RequestLog(options.record);
	const faults = new Faults();
	const server = buildServer({ state, options }, log, faults);
	const url = await server.listen({ port: options.port, host: '127.0.0.1' });
	return {
		url,
		token,
		customToken: 'celigo-sandbox-custom-token',
		state,
		options,
		requests: log.requests,
		count: (method, path) => log.count(method, path),
		get maxInFlight() {
			return log.maxInFlight;
		},
		set maxInFlight(value) {
			log.maxInFlight = value;
		},
		faults,
		close: async () => await server.close(),
	};
}
