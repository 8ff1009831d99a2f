/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs in Node, not inside n8n */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startFlowMate, type FlowMateOptions, type FlowMateSandbox } from '../../sandbox/flowmate';
import { check, type Check } from '../../scripts/live/check';
import { cases, questions } from '../../scripts/live/flowmate';
import { connectFlowMate, type FlowMateInstallation } from '../../scripts/live/flowmate/connect';
import type { FlowMateWorld } from '../../scripts/live/flowmate/world';

export const SECRET = 'key-of-the-check';

/** What the sandbox does like a live installation, only quicker. */
const OPTIONS: FlowMateOptions = { flowDelay: 20, webhookMissDelay: 0, hmacEncoding: 'base64' };

/** A sandbox, and what stands between it and the check. */
export class LiveBench {
	sandbox!: FlowMateSandbox;

	readonly journalFolder = mkdtempSync(join(tmpdir(), 'check-live-'));

	private readonly worlds: FlowMateWorld[] = [];

	constructor(options: FlowMateOptions = {}) {
		beforeEach(async () => {
			this.sandbox = await startFlowMate({ ...OPTIONS, ...options });
		});
		afterEach(async () => {
			for (const world of this.worlds.splice(0)) world.observer.close();
			await this.sandbox.close();
		});
		afterAll(() => rmSync(this.journalFolder, { recursive: true, force: true }));
	}

	async connect(given: Partial<FlowMateInstallation> = {}): Promise<FlowMateWorld> {
		const world = await connectFlowMate({
			url: this.sandbox.url,
			account: { authentication: 'login', ...this.sandbox.partner },
			journalFolder: this.journalFolder,
			webhookSecret: { key: SECRET, id: SECRET },
			limits: { start: 5_000 },
			...given,
		});
		this.worlds.push(world);
		return world;
	}

	/** The whole check. */
	async check(world: FlowMateWorld, more: Partial<Check<FlowMateWorld>> = {}) {
		const removeAll = async () => await world.removeAll();
		return await check({ world, questions, cases, level: 'write', removeAll, ...more });
	}

	/** Names of flows and templates that a check has made and that are still there. */
	get leftBehind(): string[] {
		const { flows, templates } = this.sandbox.state;
		return [...flows.values(), ...templates.values()]
			.map(({ name }) => String(name))
			.filter((name) => name.startsWith('n8n check'));
	}
}
