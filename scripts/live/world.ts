import type { IDataObject } from 'n8n-workflow';
import type { Engine, StoredCredential } from '../../test/engine/harness';
import type { Journal } from './journal';
import type { Observer } from './observer';

export interface Limits {
	/** Milliseconds within which a started flow is assumed to be active. */
	start: number;
}

/** An installation as the built nodes see it, through the observer. */
export class World {
	/** What several questions need is asked for once. */
	private readonly known = new Map<string, Promise<unknown>>();

	private isOver = false;

	constructor(
		protected readonly node: string,
		readonly engine: Engine,
		readonly observer: Observer,
		readonly credential: StoredCredential,
		readonly journal: Journal,
		readonly limits: Limits = { start: 60_000 },
	) {}

	/** Runs an operation of the node, `flow.getAll`, on one item or on several. @throws the error of the run */
	async run(name: string, parameters: IDataObject = {}, items: IDataObject[] = [{}]): Promise<IDataObject[]> {
		this.refuseWhenOver();
		const [resource, operation] = name.split('.');
		const { items: found, error } = await this.engine.run({
			node: this.node,
			parameters: { resource, operation, ...parameters },
			credential: this.credential,
			items,
		});
		if (error) throw error;
		return found.map(({ json }) => json);
	}

	/** What a run ends with that is to fail. */
	async failure(name: string, parameters: IDataObject): Promise<Error & { httpCode?: string | null }> {
		return await this.run(name, parameters).then(
			() => new Error('it did not fail'),
			(error: Error) => error,
		);
	}

	/** What goes on behind a check that was ended makes nothing more. */
	end(): void {
		this.isOver = true;
	}

	protected refuseWhenOver(): void {
		if (this.isOver) throw new Error('The check is over');
	}

	once<T>(key: string, ask: () => Promise<T>): Promise<T> {
		const known = this.known.get(key) ?? ask();
		this.known.set(key, known);
		return known as Promise<T>;
	}
}

/** A locator's value as the editor keeps it. */
export const by = (mode: string, value: unknown) => ({ __rl: true, mode, value }) as IDataObject;
export const byId = (value: unknown) => by('id', value);
/** An id that nothing has, of the form that everything has. */
export const NOBODY = 'ffffffffffffffffffffffff';
