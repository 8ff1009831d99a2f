import { DateTime } from 'luxon';

/** Executions by day (YYYY-MM-DD), then by user. */
type Days = Map<string, Map<string, number>>;

/** FlowMate as far as the trigger sees it: it counts on the days of its own time zone, and answers GET /icenter/executions. */
export class Platform {
	readonly days: Days = new Map();
	/** Keys that are left out of answers for now. */
	readonly hidden = new Set<string>();
	/** What answers look like from now on; undefined for as they should be. */
	fault?: (rows: object[], nth: number) => unknown;
	asked: Array<{ start: string; end: string; groupby: string }> = [];

	constructor(readonly timezone = 'UTC') {}

	/** Counts executions, or takes some back, on the day that it is at the platform. */
	count(user: string, executions: number, time: number): void {
		this.countOn(DateTime.fromMillis(time, { zone: this.timezone }).toISODate() as string, user, executions);
	}

	countOn(day: string, user: string, executions: number): void {
		const counts = this.days.get(day) ?? new Map<string, number>();
		this.days.set(day, counts);
		counts.set(user, Math.max(0, (counts.get(user) ?? 0) + executions));
	}

	/** Executions of a user from one day to another, both included; undefined where there is no row. */
	executions(user: string, start: string, end: string): number | undefined {
		return this.hidden.has(user) ? undefined : this.totals(start, end).get(user);
	}

	users(): string[] {
		return [...new Set([...this.days.values()].flatMap((counts) => [...counts.keys()]))];
	}

	answer(query: { start: string; end: string; groupby: string }): { statusCode: number; body: unknown } {
		this.asked.push(query);
		const rows = [...this.totals(query.start, query.end)]
			.filter(([user]) => !this.hidden.has(user))
			.map(([user, executions]) => ({ _id: user, user, executions, username: `name-${user}` }));
		const broken = this.fault?.(rows, this.asked.length);
		if (typeof broken === 'number') return { statusCode: broken, body: { errors: [{ message: {} }] } };
		if (broken !== undefined) return { statusCode: 200, body: broken };
		const totalExecutions = rows.reduce((total, { executions }) => total + executions, 0);
		const { start, end } = query;
		return { statusCode: 200, body: { data: rows, metadata: { start, end, totalExecutions } } };
	}

	private totals(start: string, end: string): Map<string, number> {
		const totals = new Map<string, number>();
		for (const [day, counts] of this.days) {
			if (day < start || day > end) continue;
			for (const [user, executions] of counts) totals.set(user, (totals.get(user) ?? 0) + executions);
		}
		return totals;
	}
}
