/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-dangerous-functions, @n8n/community-nodes/no-restricted-globals -- runs in Node, not inside n8n */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

import { onPort, reservePort, type ReservedPort } from '../../../scripts/n8n/port';

const reserved: ReservedPort[] = [];
afterEach(async () => {
	for (const each of reserved.splice(0)) await each.release();
});

async function reserve(wanted?: number): Promise<number> {
	const port = await reservePort(wanted);
	reserved.push(port);
	return port.port;
}

test('a port that is reserved is not given again, although nobody listens on it', async () => {
	const wanted = await reserve();
	expect(await reserve(wanted)).not.toBe(wanted);
});

test('a port that is let go can be had again', async () => {
	const { port, release } = await reservePort();
	await release();
	expect(await reserve(port)).toBe(port);
});

test('a port that somebody listens on is not given', async () => {
	const { port, release } = await reservePort();
	await release();
	const server = createServer();
	await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
	expect(await reserve(port)).not.toBe(port);
	await new Promise((resolve) => server.close(resolve));
});

test('several processes that want the same ports at the same time get each of them once', async () => {
	const processes = [1, 2, 3].map(() => spawnReserving(20));
	const ports = await Promise.all(processes.map(firstLine));
	for (const { stdin } of processes) stdin.end();
	expect(ports.flat()).toHaveLength(3 * 20);
	expect(new Set(ports.flat()).size).toBe(3 * 20);
});

test('a server of this process gets the port it wants, or any if that is taken', async () => {
	const listen = async (port: number) => {
		const server = createServer();
		await new Promise<void>((resolve, reject) => {
			server.once('error', reject).listen(port, '127.0.0.1', resolve);
		});
		return server;
	};
	const { port, release } = await reservePort();
	await release();
	const first = await onPort(port, listen);
	const second = await onPort(port, listen);
	expect([first, second].map((server) => JSON.stringify(server.address()).includes(`:${port}}`))).toEqual([
		true,
		false,
	]);
	for (const server of [first, second]) server.close();
});

/** A process that wants the same ports as the others, prints what it got, and holds that until its input ends. */
function spawnReserving(count: number) {
	const script = `
		const { reservePort } = require(${JSON.stringify(join(__dirname, '../../../scripts/n8n/port'))});
		(async () => {
			const ports = [];
			for (let wanted = 19_000; wanted < 19_000 + ${count}; wanted++) ports.push((await reservePort(wanted)).port);
			console.log(JSON.stringify(ports));
			process.stdin.on('end', () => process.exit()).resume();
		})();`;
	return spawn(process.execPath, ['--require', 'tsx/cjs', '--eval', script]);
}

async function firstLine({ stdout }: ReturnType<typeof spawnReserving>): Promise<number[]> {
	const [line] = (await once(createInterface(stdout), 'line')) as [string];
	return JSON.parse(line) as number[];
}
