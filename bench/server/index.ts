/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-dangerous-functions -- runs in Node, not inside n8n */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Counted, Setting } from './flowmate';

export { idOf, UNLIMITED, type Setting } from './flowmate';

/** The server that everything is measured against, in a process of its own. */
export async function startServer() {
	const child = fork(join(__dirname, 'process.ts'), { execArgv: ['--import', 'tsx'] });
	const [port] = (await once(child, 'message')) as [number];
	const ask = async <T>(message: Partial<Setting> | 'count'): Promise<T> => {
		child.send(message);
		const [answer] = (await once(child, 'message')) as [T];
		return answer;
	};
	return {
		url: `http://127.0.0.1:${port}`,
		set: async (setting: Partial<Setting>): Promise<void> => await ask(setting),
		count: async (): Promise<Counted> => await ask('count'),
		close: () => child.disconnect(),
	};
}

export type Server = Awaited<ReturnType<typeof startServer>>;
