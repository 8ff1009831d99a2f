/* eslint-disable no-console -- runs in Node, not inside n8n */
import type { IDataObject } from 'n8n-workflow';
import './jest';
import { loadEngine } from '../test/engine/harness';
import { ALLOWED } from './cases';
import { buildPackages } from './packages';
import { idOf, startServer, UNLIMITED, type Server, type Setting } from './server';
import { median } from './statistics';

const FLOW = { __rl: true, mode: 'id', value: '={{ $json.flowId }}' };
const SERVERS: Array<[string, Partial<Setting>]> = [
	['50 ms', { latency: 50 }],
	['200 ms', { latency: 200 }],
	[`50 ms, ${ALLOWED} allowed`, { latency: 50, allowed: ALLOWED }],
];
const START = { resource: 'flow', operation: 'start' };

/** What each does in n8n-core, with n8n's older expression engine and without its database. */
export async function quickLook(rounds: number): Promise<void> {
	const packages = buildPackages();
	const server = await startServer();
	const flowMate = await engineOf(server, packages.flowmate, 'flowMate', 'flowMateApi', {
		authentication: 'login',
		baseUrl: server.url,
		username: 'partner@example.com',
		password: 'password',
	});
	const conventional = await engineOf(server, packages.conventional, 'conventional', 'conventionalApi', {
		baseUrl: server.url,
		token: 'token',
	});
	const works: Array<[string, () => Promise<number>]> = [];
	for (const size of [10, 100, 1_000]) {
		works.push([`start ${size}, FlowMate node`, async () => await flowMate(size, { ...START, flow: FLOW })]);
		const flowId = FLOW.value;
		works.push([`start ${size}, conventional`, async () => await conventional(size, { ...START, flowId })]);
	}
	for (const [name, server] of SERVERS)
		works.push([
			`start 1,000, ${name}, FlowMate node`,
			async () => await flowMate(1_000, { ...START, flow: FLOW }, server),
		]);
	const many = { resource: 'flow', operation: 'startMany', idField: 'flowId' };
	works.push(['start many 1,000, FlowMate node', async () => await flowMate(1_000, many)]);
	const all = { resource: 'flow', operation: 'getAll', returnAll: true };
	works.push(['get many 10,000, FlowMate node', async () => await flowMate(1, { ...all, simplify: false })]);
	works.push(['get many 10,000, conventional', async () => await conventional(1, all)]);

	const times = new Map<string, number[]>();
	for (let round = 0; round <= rounds; round++) {
		for (const [name, work] of works) {
			const ms = await work();
			if (round > 0) times.set(name, [...(times.get(name) ?? []), ms]); // the first round warms up
		}
	}
	for (const [name, all] of times) {
		console.log(`${name}: ${median(all)} ms (${Math.min(...all)} to ${Math.max(...all)})`);
	}
	server.close();
	packages.remove();
}

async function engineOf(
	server: Server,
	directory: string,
	node: string,
	type: string,
	data: Record<string, string>,
) {
	const engine = await loadEngine({ directory });
	const credential = engine.credential(type, data);
	return async (size: number, parameters: IDataObject, setting: Partial<Setting> = {}): Promise<number> => {
		await server.set({ flows: 10_000, latency: 0, allowed: UNLIMITED, ...setting });
		const items = Array.from({ length: size }, (_, index) => ({ flowId: idOf(index + 1) }));
		const { error, executionData } = await engine.run({ node, parameters, items, credential });
		if (error) throw error;
		return executionData.data.resultData.runData.Subject[0].executionTime;
	};
}
