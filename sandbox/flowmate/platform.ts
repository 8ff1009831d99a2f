import type { FastifyRequest } from 'fastify';
import type { LifeCycle } from './lifeCycle';
import type { FlowMateOptions } from './options';
import type { Caller } from './permissions';
import type { Sessions } from './sessions';
import type { State } from './state';

/** What the routes share. */
export interface Platform {
	options: Required<FlowMateOptions>;
	state: State;
	sessions: Sessions;
	lifeCycle: LifeCycle;
	/** Orders ties at random; undefined: they stay as they are. */
	ties?: () => number;
}

declare module 'fastify' {
	interface FastifyRequest {
		/** Who calls; set once the token was found. */
		caller: Caller;
		/** The body as it came, complete; empty if there was none or if it exceeded what any service takes. */
		rawBody: Buffer;
		bodyLength: number;
	}
}

/** The query string with repeated names and bracketed names (`page[size]`) as they came. */
export function queryOf(request: FastifyRequest): URLSearchParams {
	return new URL(request.raw.url ?? '/', 'http://sandbox').searchParams;
}
