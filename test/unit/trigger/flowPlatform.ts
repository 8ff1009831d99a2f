/** A flow as the model of FlowMate keeps it; times in ms since 1970. */
export interface ModelFlow {
	id: string;
	status: string;
	createdAt: number;
	updatedAt?: number;
}

interface Query {
	sort: string;
	'page[size]': number;
	'page[number]': number;
}

/**
 * FlowMate as far as the trigger sees its flows: GET /flows in pages, sorted, flows of the same time in another order each time.
 * Its servers have clocks of their own. GET /users gives the same records as users, which come and go in the same ways.
 */
export class FlowPlatform {
	readonly flows = new Map<string, ModelFlow>();
	/** What answers look like from now on; undefined for as they should be. */
	fault?: { statusCode: number; body: unknown };
	/** Happens one after the other, each before a request is answered. */
	readonly meanwhile: Array<() => void> = [];
	requests = 0;

	private seed = 1;
	private made = 0;

	/** @param largestPage what `page[size]` is capped at */
	constructor(
		private readonly largestPage: number,
		private readonly isDated = true,
	) {}

	/** @param dates of the template that it was made from, where it bears those */
	create(status: string, now: number, dates = now): ModelFlow {
		const id = (++this.made).toString(16).padStart(24, '0');
		const flow = { id, status, createdAt: dates, updatedAt: this.isDated ? dates : undefined };
		this.flows.set(id, flow);
		return flow;
	}

	become(flow: ModelFlow, status: string, now: number): void {
		Object.assign(flow, { status, updatedAt: this.isDated ? now : undefined });
	}

	/** Any of the flows that there are. */
	any(nth: number): ModelFlow | undefined {
		const flows = [...this.flows.values()];
		return flows[nth % flows.length];
	}

	answer({ url, qs }: { url: string; qs: Query }): { statusCode: number; body: unknown } {
		this.requests++;
		this.meanwhile.shift()?.();
		if (this.fault) return this.fault;
		if (url === '/users') return { statusCode: 200, body: this.users() };
		const size = Math.min(qs['page[size]'], this.largestPage);
		const page = qs['page[number]'];
		const sorted = [...this.flows.values()]
			.map((flow) => ({ flow, tie: this.random() }))
			.sort((a, b) => (b.flow.updatedAt ?? 0) - (a.flow.updatedAt ?? 0) || a.tie - b.tie)
			.slice((page - 1) * size, page * size)
			.map(({ flow: { createdAt, updatedAt, ...flow } }) => ({
				...flow,
				createdAt: timeAt(createdAt),
				updatedAt: updatedAt === undefined ? undefined : timeAt(updatedAt),
			}));
		return { statusCode: 200, body: { data: sorted, meta: { total: this.flows.size, page, perPage: size } } };
	}

	/** Each record as a user: all at once, in no order. */
	private users() {
		return [...this.flows.values()]
			.map(({ id, createdAt }) => ({ tie: this.random(), user: { _id: id, createdAt: timeAt(createdAt) } }))
			.sort((a, b) => a.tie - b.tie)
			.map(({ user }) => user);
	}

	private random(): number {
		this.seed = (this.seed * 16_807) % 2_147_483_647;
		return this.seed;
	}
}

const timeAt = (time: number) => new Date(time).toISOString();
