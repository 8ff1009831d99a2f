import type { IDataObject, IPollFunctions } from 'n8n-workflow';
import { isRecord } from './answer';

/** A text of a node in n8n's static data, with what tells whose and how recent it is. */
export interface Kept extends IDataObject {
	/** The node's id and its name when this was written. */
	id: string;
	name: string;
	/** How often the node has written. */
	writes: number;
	/** The same for all that polls have left which gave nothing, one after the other. */
	lineage: string;
	text: string;
}

/**
 * What a polling node remembers, as one text: n8n watches, copies and compares every value of an object in its static data.
 *
 * n8n keeps a node's static data under the node's name, so that a renamed node finds nothing; only a durable cursor belongs to the node's
 * id. So the text is written twice: among the node's own data, which a durable cursor commits together with the execution, and among the
 * workflow's, under the node's type and id, which outlives a rename.
 */
export class Memory {
	private readonly own: IDataObject;

	private readonly shared: IDataObject;

	private readonly id: string;

	private readonly name: string;

	private readonly place: string;

	constructor(context: IPollFunctions) {
		const { id, name, type } = context.getNode();
		this.own = context.getWorkflowStaticData('node');
		this.shared = context.getWorkflowStaticData('global');
		[this.id, this.name, this.place] = [id, name, `${type}:${id}`];
	}

	/** Leaves static data alone where nothing changed: any write makes n8n save. */
	write(text: string, lineage: string): void {
		const { id, name } = this;
		const kept = { id, name, lineage, text };
		const isWritten = (data: IDataObject, key: string) => {
			const before = data[key];
			return this.isOwn(before) && isEqual(kept, before);
		};
		if (isWritten(this.own, 'memory') && isWritten(this.shared, this.place)) return;
		const writes = (this.latest()?.writes ?? 0) + 1;
		this.own.memory = { ...kept, writes };
		this.shared[this.place] = { ...kept, writes };
	}

	/** What was written last; undefined where nothing was yet. */
	latest(): Kept | undefined {
		const [own, shared] = [this.own.memory, this.shared[this.place]];
		if (!this.isOwn(own) || !this.isOwn(shared))
			return [own, shared].find((kept) => this.isOwn(kept)) as Kept | undefined;
		// Both are written at once. They differ where a durable cursor was not committed, which is then right, or where the node bore
		// another name for a while, and what lies under this one is of old.
		const isOfOld = own.name === this.name && shared.name !== this.name && shared.writes > own.writes;
		return isOfOld ? shared : own;
	}

	/** Static data lies under a name that another node may have borne before. */
	private isOwn(kept: unknown): kept is Kept {
		return isRecord(kept) && kept.id === this.id && typeof kept.text === 'string';
	}
}

const isEqual = (kept: Omit<Kept, 'writes'>, before: Kept) =>
	kept.text === before.text && kept.lineage === before.lineage && kept.name === before.name;
