/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/require-node-api-error -- runs in Node, not inside n8n */
import { randomInt } from 'node:crypto';
import { createServer, type Server } from 'node:net';

/** A port on 127.0.0.1 for a server in another process. */
export interface ReservedPort {
	port: number;
	/** Lets others have it. To be called when the server has ended; the end of this process does it too. */
	release(): Promise<void>;
}

/** Below 32768: from there on, systems give ports to outgoing connections. */
const PORTS = { from: 20_000, to: 26_000 };
const TO_GUARD = PORTS.to - PORTS.from;
const ATTEMPTS = 100;

/**
 * Reserves a port that nobody listens on: `wanted` if it can be had, else any.
 *
 * A port cannot be held for another process: it must be let go before that one can take it. Held is its guard instead, another port
 * that belongs to it, for as long as the reservation lasts. Who reserves a port here, in whatever process, must get its guard first.
 */
export async function reservePort(wanted?: number): Promise<ReservedPort> {
	for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
		const port = attempt === 0 && wanted ? wanted : randomInt(PORTS.from, PORTS.to);
		const guard = await listen(port + TO_GUARD);
		if (!guard) continue;
		if (await isFree(port)) return { port, release: async () => await close(guard) };
		await close(guard);
	}
	throw new Error('There is no free port on 127.0.0.1.');
}

/** Whether nobody listens on a port of 127.0.0.1. */
export async function isFree(port: number): Promise<boolean> {
	const server = await listen(port);
	if (server) await close(server);
	return server !== undefined;
}

/** Starts a server of this process on the port `wanted`, or on any if that is taken. */
export async function onPort<T>(wanted: number, start: (port: number) => Promise<T>): Promise<T> {
	try {
		return await start(wanted);
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
		return await start(0);
	}
}

/** @returns undefined if the port is taken */
async function listen(port: number): Promise<Server | undefined> {
	return await new Promise((resolve, reject) => {
		const server = createServer().unref();
		server.once('error', (error: NodeJS.ErrnoException) =>
			['EADDRINUSE', 'EACCES'].includes(String(error.code)) ? resolve(undefined) : reject(error),
		);
		server.listen(port, '127.0.0.1', () => resolve(server));
	});
}

async function close(server: Server): Promise<void> {
	await new Promise<void>((resolve) => server.close(() => resolve()));
}
