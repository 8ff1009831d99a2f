const FLOWS = ['a', 'b'].map((letter) => letter.repeat(24));
const STEPS = ['c', 'd'].map((letter) => letter.repeat(24));
export const INTEGRATION = 'e'.repeat(24);
export const FLOW = FLOWS[0];

/** Small pages, so that every list has several. */
const JOBS_PER_PAGE = 7;
const ERRORS_PER_PAGE = 4;

interface Run {
	_id: string;
	flow: string;
	begins: number;
	/** It may be listed a little later. */
	listed: number;
	ends: number;
	status: 'completed' | 'failed' | 'canceled';
	numError: number;
}

export interface StepError {
	errorId: string;
	at: number;
	listed: number;
}

interface Step {
	flow: string;
	step: string;
	open: StepError[];
}

export type BadList = 'jobs' | 'connections' | 'counts of flows' | 'counts of steps' | 'errors';

const DAY = 24 * 60 * 60_000;

type Query = Record<string, string | undefined>;

/** A Celigo account as far as the trigger sees it: two flows of two steps each in an integration, and connections. */
export class Account {
	readonly runs: Run[] = [];
	readonly steps: Step[] = FLOWS.flatMap((flow) => STEPS.map((step) => ({ flow, step, open: [] })));
	readonly connections = new Map<string, 'online' | 'offline' | 'hidden'>();
	/** What is answered instead, by the number of the request; undefined for what is right. */
	fault?: (path: string, nth: number) => { statusCode: number; body: unknown } | undefined;
	asked = 0;
	/** IDs of runs and errors that are missing in all lists for a while. */
	readonly hidden = new Set<string>();
	/** IDs that were in an answer. */
	readonly given = new Set<string>();
	/** Lists that hold a row which cannot be read besides. */
	readonly bad = new Set<BadList>();
	/** Paths that were read, and those of them in which such a row stood. */
	readonly read = new Set<string>();
	readonly spoiled = new Set<string>();

	private ids = 0;

	/** @param now ms since 1970 */
	constructor(private readonly now: () => number) {}

	run(
		flow: number,
		{ ms, late, status, numError }: Pick<Run, 'status' | 'numError'> & { ms: number; late: number },
	): void {
		const begins = this.now();
		const times = { begins, listed: begins + late, ends: begins + ms };
		this.runs.push({ _id: this.newId(), flow: FLOWS[flow], ...times, status, numError });
	}

	/** Runs that have come to their end. */
	over(): Run[] {
		return this.runs.filter(
			({ _id, ends, listed }) => Math.max(ends, listed) <= this.now() && !this.hidden.has(_id),
		);
	}

	fail(step: number, records: number, late = 0): void {
		const { open } = this.steps[step];
		const at = this.now();
		for (let record = 0; record < records; record += 1)
			open.push({ errorId: this.newId(), at, listed: at + late });
	}

	/** The open errors of a step that are listed by now. */
	open({ open }: Step): StepError[] {
		return open.filter(({ errorId, listed }) => listed <= this.now() && !this.hidden.has(errorId));
	}

	/** Everything that is known and not a day old is missing in the lists, but for every other one. */
	hide(known: Set<string>): void {
		const recent = [
			...this.runs.map(({ _id, begins }): [string, number] => [_id, begins]),
			...this.steps.flatMap(({ open }) => open.map(({ errorId, at }): [string, number] => [errorId, at])),
		].filter(([id, time]) => known.has(id) && time > this.now() - DAY);
		recent.filter((_, index) => index % 2 === 0).forEach(([id]) => this.hidden.add(id));
	}

	resolve(step: number, records: number): void {
		this.steps[step].open.splice(0, records);
	}

	/** Records that fail again become new errors. */
	retry(step: number, records: number): void {
		this.resolve(step, records);
		this.fail(step, records);
	}

	answer({ url, qs }: { url: string; qs?: Query }): { statusCode: number; body: unknown } {
		const { pathname, searchParams } = new URL(url, 'https://celigo.invalid');
		this.asked += 1;
		return (
			this.fault?.(pathname, this.asked) ??
			this.found(pathname, { ...qs, ...Object.fromEntries(searchParams) })
		);
	}

	private answerOf(path: string, query: Query): { statusCode: number; body: unknown } {
		const [, collection, id, step] = path.split('/');
		if (collection === 'jobs')
			return listed([
				...this.spoil('jobs', path, { _id: null, createdAt: text(this.now()) }),
				...this.jobs(query),
			]);
		if (collection === 'connections')
			return listed([...this.spoil('connections', path, { offline: true }), ...this.connectionsNow()]);
		if (collection === 'integrations')
			return listed([
				...this.countsByFlow(),
				...this.spoil('counts of flows', path, { _flowId: FLOW, numError: 'many' }),
			]);
		if (step === 'errors')
			return {
				statusCode: 200,
				body: {
					flowErrors: [...this.countsBySteps(id), ...this.spoil('counts of steps', path, { numError: 3 })],
				},
			};
		return { statusCode: 200, body: this.errors(path, query) };
	}

	/** What follows was not read yet. */
	forgetRead(): void {
		this.given.clear();
		this.read.clear();
		this.spoiled.clear();
	}

	private found(path: string, query: Query): { statusCode: number; body: unknown } {
		this.read.add(path);
		return this.answerOf(path, query);
	}

	/** @param row that lacks what it takes to be read */
	private spoil(list: BadList, path: string, row: object): object[] {
		if (!this.bad.has(list)) return [];
		this.spoiled.add(path);
		return [row];
	}

	private jobs({ _flowId, createdAt_gte: from, createdAt_lte: until }: Query): object[] {
		return this.runs
			.filter(({ flow }) => _flowId === undefined || flow === _flowId)
			.filter(({ _id, listed }) => listed <= this.now() && !this.hidden.has(_id))
			.filter(({ begins }) => from === undefined || begins >= Date.parse(from))
			.filter(({ begins }) => until === undefined || begins <= Date.parse(until))
			.sort((a, b) => b.begins - a.begins)
			.slice(0, JOBS_PER_PAGE)
			.map(({ _id, flow, begins, ends, status, numError }) => ({
				_id: this.give(_id),
				type: 'flow',
				_flowId: flow,
				createdAt: text(begins),
				...(ends <= this.now()
					? { status, numError, endedAt: text(ends) }
					: { status: 'running', numError: 0 }),
			}));
	}

	private connectionsNow(): object[] {
		const shown = [...this.connections].filter(([, state]) => state !== 'hidden');
		return shown.map(([_id, state]) => ({ _id, name: _id, offline: state === 'offline' }));
	}

	private countsByFlow(): object[] {
		return FLOWS.map((flow) => {
			const open = this.steps.filter((step) => step.flow === flow).flatMap((step) => this.open(step));
			return { _flowId: flow, numError: open.length };
		});
	}

	private countsBySteps(flow: string): object[] {
		return this.steps
			.filter((step) => step.flow === flow)
			.map((each) => ({ step: each.step, open: this.open(each) }))
			.map(({ step, open }) => ({
				_expOrImpId: step,
				numError: open.length,
				...(open.length > 0 && { lastErrorAt: text(Math.max(...open.map(({ at }) => at))) }),
			}));
	}

	private errors(path: string, { occurredAt_gte: from, startAtErrorId: start = '' }: Query): object {
		const [, , flow, step] = path.split('/');
		const all = this.open(this.steps.find((each) => each.flow === flow && each.step === step)!)
			.filter(({ at }) => from === undefined || at >= Date.parse(from))
			.filter(({ errorId }) => errorId >= start);
		const errors: object[] = all
			.slice(0, ERRORS_PER_PAGE)
			.map(({ errorId, at }) => ({ errorId: this.give(errorId), occurredAt: text(at) }));
		if (start === '')
			errors.push(...this.spoil('errors', path, { errorId: null, occurredAt: text(this.now()) }));
		if (all.length <= ERRORS_PER_PAGE) return { errors };
		const next = all[ERRORS_PER_PAGE - 1].errorId;
		return { errors, nextPageURL: `/api${path}?startAtErrorId=${next}` };
	}

	private give(id: string): string {
		this.given.add(id);
		return id;
	}

	private newId(): string {
		this.ids += 1;
		return String(this.ids).padStart(24, '0');
	}
}

const text = (time: number) => new Date(time).toISOString();

/** An empty list is an answer without a body. */
const listed = (records: object[]) =>
	records.length > 0 ? { statusCode: 200, body: records } : { statusCode: 204, body: '' };
