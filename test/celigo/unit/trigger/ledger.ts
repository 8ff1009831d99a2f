import type { IDataObject } from 'n8n-workflow';
import { FLOW, type Account, type StepError } from './account';

/** What a ledger keeps; n8n saves it, or forgets what came after it saved. */
interface Page {
	begun: boolean;
	known: Set<string>;
	/** Paths of which it was told that a row cannot be read. */
	spoiled: Set<string>;
	/** What was counted of each step when its errors were read. */
	counts: Map<string, string>;
	/** IDs of all that a poll has seen. */
	seen: Set<string>;
	/** Of which flows this is. */
	of?: unknown;
}

const blank = (): Page => ({
	begun: false,
	known: new Set(),
	spoiled: new Set(),
	counts: new Map(),
	seen: new Set(),
});

/** The line of an item about rows that cannot be read. */
export const UNREADABLE = 'unreadable';

/** What the trigger has to tell, worked out in the plainest way: everything that ever happened is looked at, and none is forgotten. */
export abstract class Ledger {
	protected page = blank();
	private saved = blank();

	constructor(protected readonly account: Account) {}

	/** What is there to be told, by an id, with its line. */
	protected abstract events(parameters: IDataObject): Array<[id: string, line: string | undefined]>;

	/** n8n saves what the node remembers. */
	save(): void {
		this.saved = structuredClone(this.page);
	}

	/** n8n is killed: what it has not saved is gone. */
	restore(): void {
		this.page = structuredClone(this.saved);
	}

	/** IDs of all that a poll has seen. */
	get seen(): Set<string> {
		return this.page.seen;
	}

	/** Paths that were read, and have a row that cannot be read, of which it was not told yet. */
	freshlySpoiled({ of }: IDataObject): string[] {
		return [...this.account.spoiled].filter((path) => this.isOther(of) || !this.page.spoiled.has(path));
	}

	/** A poll that got its answers. @returns the lines that are due */
	poll(parameters: IDataObject): string[] {
		const told = this.freshlySpoiled(parameters).map(() => UNREADABLE);
		if (this.isOther(parameters.of)) this.page = blank();
		this.page.of = parameters.of;
		for (const id of this.account.given) this.page.seen.add(id);
		for (const path of this.account.read) this.page.spoiled.delete(path);
		for (const path of this.account.spoiled) this.page.spoiled.add(path);
		return [...this.due(parameters), ...told].sort();
	}

	/** Whether somebody has chosen other flows. */
	private isOther(of: unknown): boolean {
		return this.dependsOnFlows && this.page.of !== of;
	}

	protected readonly dependsOnFlows: boolean = true;

	private due(parameters: IDataObject): string[] {
		const { begun, known } = this.page;
		const fresh = this.events(parameters).filter(([id]) => !known.has(id));
		for (const [id] of fresh) known.add(id);
		this.page.begun = true;
		return begun ? fresh.flatMap(([, line]) => line ?? []) : [];
	}

	protected isOf = (flow: string, { of }: IDataObject) => of === 'integration' || flow === FLOW;
}

/** Gives `run outcome`. */
export class RunLedger extends Ledger {
	protected events(parameters: IDataObject): Array<[string, string | undefined]> {
		const { outcome } = parameters;
		return this.account
			.over()
			.filter(({ flow }) => this.isOf(flow, parameters))
			.map(({ _id, status, numError }) => {
				const ended = status === 'completed' && numError > 0 ? 'completedWithErrors' : status;
				const isWanted =
					outcome === 'any' ||
					ended === 'failed' ||
					(outcome === 'errors' && ended === 'completedWithErrors');
				return [_id, isWanted ? `${_id} ${ended}` : undefined];
			});
	}
}

/** Gives `flow step` once for each error, as soon as the counts of its step are others than they were when its errors were read. */
export class ErrorLedger extends Ledger {
	protected events(parameters: IDataObject): Array<[string, string]> {
		return this.account.steps
			.filter(({ flow }) => this.isOf(flow, parameters))
			.map((each) => ({ line: `${each.flow} ${each.step}`, open: this.account.open(each) }))
			.filter(({ line, open }) => open.length > 0 && this.isCountedAnew(line, open))
			.flatMap(({ line, open }) => open.map(({ errorId }): [string, string] => [errorId, line]));
	}

	private isCountedAnew(step: string, open: StepError[]): boolean {
		const count = `${open.length} until ${Math.max(...open.map(({ at }) => at))}`;
		const isNew = this.page.counts.get(step) !== count;
		this.page.counts.set(step, count);
		return isNew;
	}
}

/** Gives the connection. One that is online is forgotten, so that it is told again. */
export class ConnectionLedger extends Ledger {
	protected override readonly dependsOnFlows = false;

	protected events(): Array<[string, string]> {
		const { connections } = this.account;
		for (const [name, state] of connections) if (state === 'online') this.page.known.delete(name);
		return [...connections]
			.filter(([, state]) => state === 'offline')
			.map(([name]): [string, string] => [name, name]);
	}
}
