/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs in Node, not inside n8n */
import { createServer, type Server } from 'node:net';

import { startN8n } from '../../scripts/n8n';
import * as ports from '../../scripts/n8n/port';
import { ROOT } from '../../scripts/packages';

const strangers: Server[] = [];

afterEach(() => {
	jest.restoreAllMocks();
	for (const stranger of strangers.splice(0)) stranger.close();
});

const start = async () => await startN8n({ packages: [ROOT] });

test('n8n that are started at the same moment do not get into each other', async () => {
	for (let round = 1; round <= 3; round++) {
		const both = await Promise.all([start(), start()]);
		const names = await Promise.all(
			both.map(async ({ rest }, index) => {
				await rest.createWorkflow({ name: `Only in ${index}`, nodes: [], connections: {} });
				return (await rest.listWorkflows()).map(({ name }) => name);
			}),
		);
		await Promise.all(both.map(async (n8n) => await n8n.close()));
		expect(names).toEqual([['Only in 0'], ['Only in 1']]);
	}
}, 900_000);

test.each([
	['http', 1],
	['task broker', 2],
])('n8n is started again where a stranger has taken its port (%s) before it could', async (_name, which) => {
	const { reservePort } = ports;
	let reserved = 0;
	jest.spyOn(ports, 'reservePort').mockImplementation(async (wanted) => {
		const reservation = await reservePort(wanted);
		if (++reserved === which) strangers.push(await listenOn(reservation.port));
		return reservation;
	});
	const n8n = await start();
	expect(reserved).toBe(4);
	expect(await n8n.isReady()).toBe(true);
	await n8n.close();
});

async function listenOn(port: number): Promise<Server> {
	const server = createServer((socket) => socket.destroy());
	await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
	return server;
}
