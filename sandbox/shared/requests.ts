import type { FastifyRequest } from 'fastify';

/** A request as it came, and what became of it. */
export interface RequestRecord {
	/** Milliseconds since 1970. */
	at: number;
	method: string;
	/** Without the query. */
	path: string;
	/** With the query. */
	url: string;
	/** Undefined while there is no answer, and for good if there never was one. */
	status?: number;
	/** User name that the token belonged to. */
	user?: string;
	headers: FastifyRequest['headers'];
	/** The first 2 kB. */
	body: string;
}

/** Which paths: those that begin with the string, or match the expression. */
export type PathPattern = string | RegExp;

export function matches(pattern: PathPattern | undefined, path: string): boolean {
	if (pattern === undefined) return true;
	return typeof pattern === 'string'
		? path.startsWith(pattern)
		: new RegExp(pattern.source, pattern.flags.replace(/[gy]/g, '')).test(path);
}

export function pathOf(url: string): string {
	return url.split('?', 1)[0];
}

export class RequestLog {
	readonly requests: RequestRecord[] = [];
	inFlight = 0;
	maxInFlight = 0;

	constructor(private readonly record: boolean) {}

	/** Call `done` when the request is over, with or without an answer. */
	begin(request: FastifyRequest, user: string | undefined): RequestRecord {
		this.inFlight++;
		this.maxInFlight = Math.max(this.maxInFlight, this.inFlight);
		const { url = '/', method = 'GET' } = request.raw;
		const record: RequestRecord = {
			at: Date.now(),
			method,
			path: pathOf(url),
			url,
			user,
			headers: request.headers,
			body: '',
		};
		if (this.record) this.requests.push(record);
		return record;
	}

	done(): void {
		this.inFlight--;
	}

	count(method: string, path?: PathPattern): number {
		return this.requests.filter((request) => request.method === method && matches(path, request.path)).length;
	}
}
