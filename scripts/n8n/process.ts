/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-dangerous-functions, @n8n/community-nodes/require-node-api-error -- runs in Node, not inside n8n */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

import { waitFor } from '../waitFor';

export interface Finished {
	exitCode: number | null;
	output: string;
}

const PATIENCE = 30_000;
const END_WITH_PARENT = join(__dirname, 'endWithParent.js');
const HAS_GROUPS = process.platform !== 'win32';

/** A process with everything it starts itself: they form a group, and ending it ends them all. */
export class ServerProcess {
	/** What it has printed so far, both streams. */
	output = '';

	private readonly child;
	private readonly exit: Promise<unknown>;

	constructor(command: string, args: string[], options: { cwd: string; env: Record<string, string> }) {
		this.child = spawn(command, args, {
			...options,
			detached: HAS_GROUPS,
			stdio: 'pipe',
		});
		for (const stream of [this.child.stdout, this.child.stderr])
			stream.setEncoding('utf8').on('data', (text: string) => (this.output += text));
		this.exit = once(this.child, 'close');
	}

	/** Waits until it has ended by itself. */
	async finished(): Promise<Finished> {
		await this.exit;
		return { exitCode: this.child.exitCode, output: this.output };
	}

	/**
	 * Waits until `ready` gives true. Throws, with what it printed last, if it ends before, prints what is `fatal`, or takes
	 * longer than `timeout` ms.
	 */
	async until(ready: () => Promise<boolean>, timeout: number, fatal?: RegExp): Promise<void> {
		const hasEnded = () => this.hasEnded || fatal?.test(this.output);
		const look = async () => (hasEnded() ? 'It ended' : (await ready().catch(() => false)) && 'It is ready');
		const state = await waitFor('ready', look, { within: timeout }).catch(() => 'It was not ready in time');
		if (state === 'It is ready') return;
		await this.end('SIGKILL');
		throw new Error(`${state}:\n${this.output.slice(-3000)}`);
	}

	/** Sends a signal and waits for the end; after half a minute it is SIGKILL. */
	async end(signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
		this.signal(signal);
		const timer = setTimeout(() => this.signal('SIGKILL'), PATIENCE);
		await this.exit;
		clearTimeout(timer);
		this.signal('SIGKILL'); // what it may have left behind in its group
	}

	private get hasEnded(): boolean {
		return this.child.exitCode !== null || this.child.signalCode !== null;
	}

	private signal(signal: NodeJS.Signals): void {
		if (this.child.pid === undefined) return;
		try {
			process.kill(HAS_GROUPS ? -this.child.pid : this.child.pid, signal); // minus: the group
		} catch (error) {
			if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
		}
	}
}

/** A Node.js process (n8n starts task runners below it) that does not outlive us, however we end. */
export class NodeProcess extends ServerProcess {
	constructor(node: string, args: string[], options: { cwd: string; env: Record<string, string> }) {
		super(node, ['--require', END_WITH_PARENT, ...args], options);
	}
}
