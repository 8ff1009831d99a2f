import { randomBytes } from 'node:crypto';
import type { IDataObject } from 'n8n-workflow';
import type { Entry } from '../journal';
import { Unseen } from '../verdict';
import type { Answer, Ask } from '../observer';
import { byId, type World } from '../world';
import { listIn } from './records';

/** What a Celigo account offers for the check's own records. */
export interface OwnWorld extends World {
	ask(request: Ask | string): Promise<Answer>;
}

/** Flows that the check makes, disabled, and removes. They are never run: their steps are the account's own. */
export class OwnFlows {
	constructor(private readonly world: OwnWorld) {}

	/** A flow of one source and no step, made once. @returns it as Create gave it */
	flow = async () => await this.world.once('own flow', async () => await this.newFlow());

	/** @throws Unseen where the account has no export or no integration */
	async newFlow(): Promise<IDataObject> {
		const [source] = listIn((await this.world.ask('/exports')).body).filter(({ isLookup }) => !isLookup);
		const [integration] = listIn((await this.world.ask('/integrations')).body);
		if (!source || !integration)
			throw new Unseen('the account has no export or no integration to make a flow with');
		const entry: Entry = { kind: 'flow', name: `n8n check ${randomBytes(6).toString('hex')}` };
		this.world.journal.begin(entry);
		const [flow] = await this.world.run('flow.create', {
			name: entry.name,
			integration: byId(integration._id),
			disabled: true,
			sources: { source: [{ export: byId(source._id) }] },
			simplify: false,
		});
		this.world.journal.made(entry, String(flow._id));
		return flow;
	}

	/** What a case deleted itself. */
	deleted(id: string): void {
		const entry = this.world.journal.entries.find((each) => each.id === id);
		if (entry) this.world.journal.gone(entry);
	}

	/** Removes all that is in the journal, also of a process that was killed. @returns what could not be removed, in words */
	async removeAll(): Promise<string[]> {
		const left: string[] = [];
		for (const entry of [...this.world.journal.entries]) {
			try {
				for (const id of await this.idsOf(entry)) await this.remove(id);
				this.world.journal.gone(entry);
			} catch (error) {
				left.push(`the flow '${entry.name}' (${(error as Error).message})`);
			}
		}
		return left;
	}

	private async idsOf({ name, id }: Entry): Promise<string[]> {
		if (id !== undefined) return [id];
		const flows = await this.world.run('flow.getAll', { returnAll: true, filters: { name } });
		return flows.filter((flow) => flow.name === name).map(({ _id }) => String(_id));
	}

	private async remove(id: string): Promise<void> {
		const { status } = await this.world.ask(`/flows/${id}`);
		if (status !== 404) await this.world.run('flow.delete', { flow: byId(id) });
	}
}
