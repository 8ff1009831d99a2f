/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- runs in Node, not inside n8n */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { FlowMate, type Setting } from './flowmate';

/** The server's process. It talks to the benchmark by messages and ends with it. */
const flowMate = new FlowMate();
const server = createServer({ keepAliveTimeout: 60_000 }, (request, response) =>
	flowMate.handle(request, response),
);

process.on('message', (setting: Partial<Setting> | 'count') => {
	if (setting === 'count') process.send?.(flowMate.count());
	else {
		flowMate.set(setting);
		process.send?.('set');
	}
});
process.on('disconnect', () => process.exit());
server.listen(0, '127.0.0.1', 4_096, () => process.send?.((server.address() as AddressInfo).port));
