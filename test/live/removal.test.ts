/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-dangerous-functions -- runs in Node, not inside n8n */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { waitFor } from '../../scripts/waitFor';
import { ROOT } from '../../scripts/packages';
import { LiveBench } from './bench';
import { killedBehind, startTwisted } from './twists';

describe('What the check has made', () => {
	const bench = new LiveBench();

	it('is removed when somebody ends the check in the middle', async () => {
		const controller = new AbortController();
		const world = await bench.connect();
		const progress = (line: string) => void (line.includes('flow.start ') && controller.abort());
		const result = await bench.check(world, { signal: controller.signal, progress });
		expect(result.interrupted).toBe(true);
		expect(result.left).toEqual([]);
		expect(bench.leftBehind).toEqual([]);
	});

	it('is told where it cannot be removed, and removed by the next check', async () => {
		bench.sandbox.faults.add({ method: 'DELETE', path: /^\/templates/, effect: { status: 403 } });
		const result = await bench.check(await bench.connect());
		expect(result.left.join()).toMatch(/^the template 'n8n check [0-9a-f]{12}'/);
		bench.sandbox.faults.clear();
		expect(await (await bench.connect()).removeAll()).toEqual([]);
		expect(bench.leftBehind).toEqual([]);
	});

	it.each([1, 2, 3, 5, 8, 14, 18])(
		'is removed by the next check when change %i was the last that the process made',
		async (last) => {
			const twisted = await startTwisted(bench.sandbox.url, killedBehind(last));
			const killed = await bench.connect({ url: twisted.url, journalOf: bench.sandbox.url });
			await bench.check(killed, { removeAll: async () => [] });
			twisted.close();
			expect(bench.leftBehind).not.toEqual([]);

			const next = await bench.connect();
			expect(await next.removeAll()).toEqual([]);
			expect(bench.leftBehind).toEqual([]);
			expect(next.journal.entries).toEqual([]);
		},
	);

	it('is all that is changed: other flows and templates are as they were', async () => {
		const { state } = bench.sandbox;
		const records = () => JSON.stringify([[...state.flows], [...state.templates]]);
		const before = records();
		await bench.check(await bench.connect());
		expect(records()).toBe(before);
	});
});

describe('The command', () => {
	const bench = new LiveBench();

	/** Runs it as a user does, in a process of its own. */
	function start(...flags: string[]) {
		const { url, partner } = bench.sandbox;
		const command = join(ROOT, 'node_modules/.bin/tsx');
		return spawn(command, [join(ROOT, 'scripts/live/main.ts'), '--report', bench.journalFolder, ...flags], {
			env: {
				...process.env,
				FLOWMATE_URL: url,
				FLOWMATE_USERNAME: partner.username,
				FLOWMATE_PASSWORD: partner.password,
				N8N_CACHE_FOLDER: bench.journalFolder,
			},
			stdio: ['ignore', 'pipe', 'pipe'],
			detached: true,
		});
	}

	const hasStarted = async () => bench.sandbox.count('POST', /\/start$/) > 0;

	it('cleans up behind one that was killed, and gives 0 where all is as assumed', async () => {
		const killed = start('--write', '--yes');
		await waitFor('the start of a flow', hasStarted, { within: 60_000, every: 5 });
		process.kill(-Number(killed.pid), 'SIGKILL');
		await once(killed, 'close');
		expect(bench.leftBehind).not.toEqual([]);

		const next = start();
		const said: string[] = [];
		next.stdout.on('data', (data: Buffer) => said.push(String(data)));
		const [code] = (await once(next, 'close')) as [number];
		expect(said.join('')).toMatch(/An earlier check was cut off/);
		expect(code).toBe(0);
		expect(bench.leftBehind).toEqual([]);
	});

	it('removes what it made at Ctrl-C, and gives 130', async () => {
		const child = start('--write', '--yes');
		await waitFor('the start of a flow', hasStarted, { within: 60_000, every: 5 });
		process.kill(-Number(child.pid), 'SIGINT');
		const [code] = (await once(child, 'close')) as [number];
		expect(code).toBe(130);
		expect(bench.leftBehind).toEqual([]);
	});
});
