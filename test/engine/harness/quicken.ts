/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- runs in Node, not inside n8n */
import { resolve } from 'node:path';

const ROOT = resolve(__dirname, '../../..');
const KITS = {
	FlowMate: 'dist/nodes/FlowMate/kit',
	Celigo: 'packages/n8n-nodes-celigo/dist/nodes/Celigo/kit',
};

/** Lets time pass so many times as fast for a built package, in this test file: its waits, and those of its sessions. Jitter is none. */
export function quicken(factor: number, ...packages: Array<keyof typeof KITS>): void {
	const start = Date.now();
	for (const name of packages) {
		// The engine loads the same module.
		const clock = jest.requireActual<{ systemClock: object }>(resolve(ROOT, KITS[name], 'clock.js'));
		Object.assign(clock.systemClock, {
			now: () => start + (Date.now() - start) * factor,
			random: () => 0,
			sleep: async (ms: number) => await new Promise<void>((end) => setTimeout(end, ms / factor)),
		});
	}
}
