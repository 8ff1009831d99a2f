import { randomFrom } from './random';
import { matches, type PathPattern } from './requests';

/** What happens to a request that a fault applies to. */
export type Effect =
	/** Answers later, in milliseconds. */
	| { latency: number }
	/** Never answers. */
	| { hang: true }
	/** Cuts the connection: before the request is processed, or after it was with all its effects. */
	| { reset: 'before' | 'after' }
	/** Processes the request and sends the beginning of the answer only, then cuts the connection. */
	| { truncate: true }
	/** Processes the request and answers 200 with the beginning of the JSON, as if complete. */
	| { truncateJson: true }
	/** A gateway's error page. */
	| { html: 502 | 503 | 504 }
	/** A status without processing; `retryAfter` is seconds, or `date:2` for the HTTP date two seconds from now. */
	| { status: number; retryAfter?: string; body?: unknown }
	/**
	 * An error with this status whose text quotes the whole request, headers and body, as careless servers do: in the
	 * service's own form, or as plain text.
	 */
	| { echo: number; as?: 'text' }
	/** All tokens expire, then the request is processed. */
	| { expireTokens: true }
	| { redirect: string }
	/** Any answer; text is sent as it is, as plain text unless `type` says otherwise. */
	| { body: unknown; status?: number; type?: string };

export interface FaultRule {
	method?: string;
	/** Prefix of the path, or an expression on it; the query does not count. */
	path?: PathPattern;
	/** Lets so many matching requests pass first. */
	skip?: number;
	/** Ends after so many hits. */
	times?: number;
	/** Hits each nth of the matching requests that were not skipped. */
	every?: number;
	/** Hits with this probability (0 to 1), the same way for the same `seed`. */
	probability?: number;
	seed?: number;
	effect: Effect;
}

export class Fault {
	hits = 0;
	private seen = 0;
	private readonly random: () => number;

	constructor(readonly rule: FaultRule) {
		this.random = randomFrom(rule.seed ?? 1);
	}

	/** Whether this request is hit; counts it. */
	hit(method: string, path: string): boolean {
		const { rule } = this;
		if (rule.method !== undefined && rule.method.toUpperCase() !== method) return false;
		if (!matches(rule.path, path) || this.hits >= (rule.times ?? Infinity)) return false;
		this.seen++;
		const nth = this.seen - (rule.skip ?? 0);
		if (nth < 1 || nth % (rule.every ?? 1) !== 0) return false;
		if (rule.probability !== undefined && this.random() >= rule.probability) return false;
		this.hits++;
		return true;
	}
}

/** Faults on demand. */
export class Faults {
	private faults: Fault[] = [];

	add(rule: FaultRule): Fault {
		const fault = new Fault(rule);
		this.faults.push(fault);
		return fault;
	}

	clear(): void {
		this.faults = [];
	}

	get list(): readonly Fault[] {
		return this.faults;
	}

	/**
	 * The effects on a request, in the order the faults were added. Latency and expiry of tokens let later faults act too;
	 * any other effect is the last, and later faults do not see the request.
	 */
	effectsOn(method: string, path: string): Effect[] {
		const effects: Effect[] = [];
		for (const fault of this.faults) {
			if (!fault.hit(method, path)) continue;
			effects.push(fault.rule.effect);
			if (!('latency' in fault.rule.effect) && !('expireTokens' in fault.rule.effect)) break;
		}
		return effects;
	}
}
