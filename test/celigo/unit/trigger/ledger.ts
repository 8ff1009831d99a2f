import type { IDataObject } from 'n8n-workflow';
import { FLOW, type Account } from './account';

/** What a ledger keeps; n8n saves it, or forgets what came after it saved. */
interface Page {
	begun: boolean;
	known: Set<string>;
}

const blank = (): Page => ({ begun: false, known: new Set() });

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

	/** Somebody chooses other flows. */
	beginAnew(): void {
		this.page = blank();
	}

	/** A poll that got its answers. @returns the lines that are due */
	poll(parameters: IDataObject): string[] {
		const { begun, known } = this.page;
		const fresh = this.events(parameters).filter(([id]) => !known.has(id));
		for (const [id] of fresh) known.add(id);
		this.page.begun = true;
		return begun ? fresh.flatMap(([, line]) => line ?? []).sort() : [];
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

/** Gives `flow step` once for each error. */
export class ErrorLedger extends Ledger {
	protected events(parameters: IDataObject): Array<[string, string]> {
		return this.account.steps
			.filter(({ flow }) => this.isOf(flow, parameters))
			.flatMap((each) =>
				this.account
					.open(each)
					.map(({ errorId }): [string, string] => [errorId, `${each.flow} ${each.step}`]),
			);
	}
}

/** Gives the connection. One that is online is forgotten, so that it is told again. */
export class ConnectionLedger extends Ledger {
	protected events(): Array<[string, string]> {
		const { connections } = this.account;
		for (const [name, state] of connections) if (state === 'online') this.page.known.delete(name);
		return [...connections]
			.filter(([, state]) => state === 'offline')
			.map(([name]): [string, string] => [name, name]);
	}
}
