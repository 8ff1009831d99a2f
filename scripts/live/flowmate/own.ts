/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs in Node, not inside n8n */
import { randomBytes } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { IDataObject } from 'n8n-workflow';
import type { Entry } from '../journal';
import { Unseen } from '../verdict';
import type { Answer, Ask } from '../observer';
import { byId, type World } from '../world';
import { recordsIn } from './records';

export interface Given {
	/** Where users are; looked for if not told. */
	userPath: string;
	/** A component that starts without any credential, and its function: for the flow of the check's own. */
	component?: { id: string; function: string };
	/** The key of signed webhook calls, and what a flow's settings call it. */
	webhookSecret?: { key: string; id: string };
}

/** What a FlowMate installation offers for the check's own records. */
export interface OwnWorld extends World {
	given: Given;
	ask(request: Ask | string): Promise<Answer>;
	flows(): Promise<{ answer: Answer; list: IDataObject[] }>;
}

export const PREFIX = 'n8n check';

/** Milliseconds to wait for a flow to come to rest before it is given up. */
const REST = 150_000;

/** Records that the check makes, works on and removes. No other record is ever changed. */
export class Own {
	private whyNotActive?: string;

	constructor(private readonly world: OwnWorld) {}

	/** A template of one step, made once. @returns its id */
	template = async () => await this.world.once('own template', async () => await this.newTemplate());

	/** A flow from that template, made once and not started. */
	flow = async () => await this.world.once('own flow', async () => String((await this.newFlow()).id));

	async newTemplate(): Promise<string> {
		const { id, function: name } = await this.component();
		const graph = { nodes: [{ id: 'step_1', componentId: id, function: name }] };
		const { id: made } = await this.make('template', async (name) => {
			const additionalFields = { name, description: PREFIX, status: 'published' };
			const parameters = { graph: JSON.stringify(graph), additionalFields, simplify: false };
			return (await this.world.run('template.create', parameters))[0];
		});
		return String(made);
	}

	/** @returns what Generate Flow gave */
	async newFlow(fields: IDataObject = {}): Promise<IDataObject> {
		const template = byId(await this.template());
		return await this.make('flow', async (name) => {
			const additionalFields = { overrides: JSON.stringify({ name, ...fields }) };
			return (
				await this.world.run('template.generateFlow', { template, additionalFields, simplify: false })
			)[0];
		});
	}

	/** The own flow, inactive. */
	async inactive(): Promise<string> {
		const id = await this.flow();
		if ((await this.rest(id)) === 'active') await this.world.run('flow.stop', { flow: byId(id), ...WAIT });
		return id;
	}

	/** The own flow, active. @throws Unseen where it does not start; that is tried once */
	async active(): Promise<string> {
		const id = await this.flow();
		if ((await this.rest(id)) === 'active') return id;
		if (this.whyNotActive) throw new Unseen(this.whyNotActive);
		await this.world.run('flow.start', { flow: byId(id), options: {} });
		const status = await this.rest(id);
		if (status === 'active') return id;
		this.whyNotActive = `the flow of the check was started and is ${status}: name a component that starts without a credential, as FLOWMATE_COMPONENT=id:function`;
		throw new Unseen(this.whyNotActive);
	}

	/** Waits until a flow is neither starting nor stopping; for a start only until one has failed. @returns its status then */
	async rest(id: string): Promise<string> {
		for (const until = Date.now() + REST; ; await delay(Math.min(2_000, this.world.limits.start / 20))) {
			const [{ status }] = await this.world.run('flow.get', { flow: byId(id) });
			const isAwaited = status === 'stopping' || (status === 'starting' && !this.whyNotActive);
			if (!isAwaited || Date.now() > until) return String(status);
		}
	}

	/** Puts a record into the journal, makes it, and adds its id. */
	async make(kind: Entry['kind'], create: (name: string) => Promise<IDataObject>): Promise<IDataObject> {
		const entry = this.world.journal.begin({ kind, name: `${PREFIX} ${randomBytes(6).toString('hex')}` });
		const record = await create(entry.name);
		this.world.journal.made(entry, String(record.id));
		return record;
	}

	/** What a case deleted itself. */
	deleted(id: string): void {
		const entry = this.world.journal.entries.find((each) => each.id === id);
		if (entry) this.world.journal.gone(entry);
	}

	/**
	 * Removes all that is in the journal, also of a process that was killed; flows first, since they hang on the template.
	 *
	 * @returns what could not be removed, in words
	 */
	async removeAll(): Promise<string[]> {
		const left: string[] = [];
		const entries = [...this.world.journal.entries].sort((a, b) => a.kind.localeCompare(b.kind));
		for (const entry of entries) {
			try {
				for (const id of await this.idsOf(entry)) await this.remove(entry.kind, id);
				this.world.journal.gone(entry);
			} catch (error) {
				left.push(`the ${entry.kind} '${entry.name}' (${(error as Error).message})`);
			}
		}
		return left;
	}

	/** A record whose id is not known is looked for by its name, which nothing else has. A flow may have its template's name. */
	private async idsOf({ kind, name, id }: Entry): Promise<string[]> {
		if (id !== undefined) return [id];
		const path = kind === 'flow' ? '/flows' : '/templates';
		const query = { search: name, 'page[size]': '100', 'page[number]': '1', sort: 'createdAt' };
		const { status, body } = await this.world.ask({ method: 'GET', path, query });
		if (status !== 200) throw new Error(`HTTP ${status}`);
		return recordsIn(body)
			.filter((record) => record.name === name)
			.map((record) => String(record.id));
	}

	private async remove(kind: Entry['kind'], id: string): Promise<void> {
		const { status } = await this.world.ask(`/${kind}s/${id}`);
		if (status === 404) return;
		if (kind === 'flow') await this.stopped(id);
		await this.world.run(`${kind}.delete`, { [kind]: byId(id) });
	}

	private async stopped(id: string): Promise<void> {
		const status = await this.rest(id);
		if (status === 'inactive') return;
		// A flow that never ran stays stopping for good; started and stopped again it comes free.
		if (status === 'stopping') await this.world.run('flow.start', { flow: byId(id), options: {} });
		await this.world.run('flow.stop', { flow: byId(id), ...WAIT });
	}

	/** The first step of a webhook flow that is there, or what was given; else one that exists nowhere, so that the flow cannot run. */
	private component = async () =>
		await this.world.once('component', async () => {
			if (this.world.given.component) return this.world.given.component;
			const { list } = await this.world.flows();
			const found = list.flatMap(({ cron, graph }) => (cron ? [] : firstStep(graph))).find(isWebhook);
			return found ?? { id: randomBytes(12).toString('hex'), function: 'trigger' };
		});
}

const WAIT = { options: { wait: true, waitSeconds: 150 } };

interface Step {
	id: string;
	function: string;
	name: string;
}

function firstStep(graph: unknown): Step[] {
	const [step] = ((graph as IDataObject | undefined)?.nodes ?? []) as IDataObject[];
	if (!step?.componentId) return [];
	return [{ id: String(step.componentId), function: String(step.function), name: String(step.name) }];
}

/** A step that waits for data does nothing by itself when it starts. */
const isWebhook = (step: Step) => /webhook|receive/i.test(`${step.function} ${step.name}`);
