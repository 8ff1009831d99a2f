/* eslint-disable */
import { loadEngine } from './harness';
import { startFlowMate } from '../../sandbox/flowmate';

test('try', async () => {
	const sandbox = await startFlowMate({ flowDelay: 100, webhookMissDelay: 10 });
	const engine = await loadEngine();
	const login = { authentication: 'login', baseUrl: sandbox.url, ...sandbox.partner };
	const credential = engine.credential('flowMateApi', login);
	const show = (r: any) =>
		console.log(
			JSON.stringify(
				{
					items: r.items?.slice(0, 3),
					n: r.items?.length,
					err: r.error && { m: r.error.message, d: r.error.description, c: r.error.httpCode },
					e: r.errorItems,
				},
				null,
				1,
			),
		);
	try {
		console.log(await engine.testCredential(credential));
		show(
			await engine.run({
				node: 'flowMate',
				parameters: { resource: 'user', operation: 'getAll', filters: {} },
				credential,
			}),
		);
		const flows = await engine.run({
			node: 'flowMate',
			parameters: {
				resource: 'flow',
				operation: 'getAll',
				returnAll: true,
				filters: { status: 'active', user: { __rl: true, mode: 'username', value: 'customer-1001' } },
			},
			credential,
		});
		show(flows);
		const all = await engine.run({
			node: 'flowMate',
			parameters: { resource: 'flow', operation: 'getAll', returnAll: true },
			credential,
		});
		const id = flows.items[0]?.json.id;
		const rl = { __rl: true, mode: 'id', value: id };
		show(
			await engine.run({
				node: 'flowMate',
				parameters: { resource: 'flow', operation: 'get', flow: rl },
				credential,
			}),
		);
		show(
			await engine.run({
				node: 'flowMate',
				parameters: { resource: 'webhook', operation: 'send', flow: rl, dataMode: 'json', json: '{"a":1}' },
				credential,
			}),
		);
		show(
			await engine.run({
				node: 'flowMate',
				parameters: {
					resource: 'flow',
					operation: 'get',
					flow: { __rl: true, mode: 'id', value: '../users/me' },
				},
				credential,
			}),
		);
		show(
			await engine.run({
				node: 'flowMate',
				parameters: { resource: 'flow', operation: 'stop', flow: rl, options: { wait: true } },
				credential,
			}),
		);
		show(
			await engine.run({
				node: 'flowMate',
				parameters: { resource: 'flow', operation: 'stop', flow: rl, options: { wait: true } },
				credential,
			}),
		);
		show(
			await engine.run({
				node: 'flowMate',
				parameters: { resource: 'flow', operation: 'update', flow: rl, updateFields: { name: 'New' } },
				credential,
			}),
		);
		show(
			await engine.run({
				node: 'flowMate',
				parameters: { resource: 'flow', operation: 'start', flow: rl, options: { wait: true } },
				credential,
			}),
		);
		show(
			await engine.run({
				node: 'flowMate',
				parameters: { resource: 'flow', operation: 'delete', flow: rl },
				credential,
			}),
		);
		show(
			await engine.run({
				node: 'flowMate',
				items: [{ a: 1 }, { a: 2 }, { a: 3 }],
				onError: 'continueErrorOutput',
				parameters: {
					resource: 'flow',
					operation: 'get',
					flow: {
						__rl: true,
						mode: 'id',
						value: '={{ $json.a === 2 ? "5c99ec7e5ed40d3e7512cffa" : "' + id + '" }}',
					},
				},
				credential,
			}),
		);
		const bad = engine.credential('flowMateApi', { ...login, password: 'x' });
		console.log(await engine.testCredential(bad));
		show(
			await engine.run({
				node: 'flowMate',
				items: Array.from({ length: 50 }, () => ({})),
				parameters: { resource: 'flow', operation: 'get', flow: rl },
				credential: bad,
			}),
		);
		console.log(sandbox.count('POST', '/login'));
		console.log(await engine.listSearch({ node: 'flowMate', method: 'searchFlows', credential }));
		console.log(all.items.length, credential.stored);
	} finally {
		await sandbox.close();
	}
});
