import { sleep } from 'n8n-workflow';
import { startCeligo } from '../../sandbox/celigo';
import { cases as celigoCases, questions as celigoQuestions } from '../../scripts/live/celigo';
import { connectCeligo } from '../../scripts/live/celigo/world';
import { check } from '../../scripts/live/check';
import { cases } from '../../scripts/live/flowmate';
import { resources } from '../../nodes/FlowMate/resources';
import { resources as celigoResources } from '../../packages/n8n-nodes-celigo/nodes/Celigo/resources';
import { LiveBench } from './bench';

const namesOf = (list: Array<{ value: string; operations: Array<{ value: string }> }>) =>
	list.flatMap(({ value, operations }) => operations.map((operation) => `${value}.${operation.value}`));

describe('The promises of the FlowMate node', () => {
	const bench = new LiveBench();

	it('cover every operation', () => {
		const covered = new Set(cases.map(({ operation }) => operation));
		expect(namesOf(resources).filter((name) => !covered.has(name))).toEqual([]);
	});

	it('are kept against the sandbox, where all is as assumed, and nothing is left behind', async () => {
		const result = await bench.check(await bench.connect(), { level: 'disposable' });
		expect(result.tried.filter(({ outcome }) => outcome !== 'kept')).toEqual([]);
		expect(result.asked.filter(({ verdict }) => verdict === 'differs')).toEqual([]);
		expect(result.left).toEqual([]);
		expect(bench.leftBehind).toEqual([]);
	});

	it('are tried without changing anything unless asked to', async () => {
		await bench.check(await bench.connect(), { level: 'read' });
		const changing = bench.sandbox.requests.filter(({ method }) => !['GET', 'HEAD'].includes(method));
		expect(new Set(changing.map(({ path }) => path))).toEqual(new Set(['/login', '/impersonate']));
	});
});

describe('The promises of the Celigo node', () => {
	it('cover every operation', () => {
		const covered = new Set(celigoCases.map(({ operation }) => operation));
		expect(namesOf(celigoResources).filter((name) => !covered.has(name))).toEqual([]);
	});

	it('are kept against the sandbox, where all is as assumed, and nothing is left behind', async () => {
		const sandbox = await startCeligo({ jobRunning: 500 });
		// So that there are errors to read, retry and resolve.
		const failing = [...sandbox.state.flows.values()].find(({ name }) => name.startsWith('Inventory'));
		const headers = { authorization: `Bearer ${sandbox.token}` };
		await fetch(`${sandbox.url}/v1/flows/${failing?._id}/run`, { method: 'POST', headers });
		await sleep(700);
		const world = await connectCeligo({ url: sandbox.url, token: sandbox.token });
		const removeAll = async () => await world.removeAll();
		const result = await check({
			world,
			questions: celigoQuestions,
			cases: celigoCases,
			level: 'disposable',
			removeAll,
		});
		world.observer.close();
		await sandbox.close();
		expect(result.tried.filter(({ outcome }) => outcome !== 'kept')).toEqual([]);
		expect(result.asked.filter(({ verdict }) => verdict === 'differs')).toEqual([]);
		expect(result.left).toEqual([]);
		expect([...sandbox.state.flows.values()].filter(({ name }) => name.startsWith('n8n check'))).toEqual([]);
	});
});
