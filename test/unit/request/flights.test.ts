/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs in Node, not inside n8n */
import { setImmediate as turn } from 'node:timers/promises';
import type { INode } from 'n8n-workflow';
import { inFlight } from '../../../nodes/FlowMate/request/flights';
import { NODE } from '../item';

/** Starts flights of a node that land when told to, and notes which are in the air. */
function airport(node: INode, limit: number, signal?: AbortSignal) {
	const flying: Array<{ name: string; land: () => void }> = [];
	const start = (name: string) =>
		inFlight(node, limit, signal, async () => {
			await new Promise<void>((land) => flying.push({ name, land }));
			return name;
		});
	return { flying, start, names: () => flying.map(({ name }) => name) };
}

describe('Requests in flight', () => {
	it('are at most as many as allowed, and the others follow in turn', async () => {
		const { flying, start, names } = airport({ ...NODE }, 2);
		const all = ['a', 'b', 'c', 'd'].map(start);
		await turn();
		expect(names()).toEqual(['a', 'b']);
		flying[0].land();
		await turn();
		expect(names()).toEqual(['a', 'b', 'c']);
		flying[1].land();
		flying[2].land();
		await turn();
		flying[3].land();
		expect(await Promise.all(all)).toEqual(['a', 'b', 'c', 'd']);
	});

	it('of another node do not count', async () => {
		const [one, other] = [airport({ ...NODE }, 1), airport({ ...NODE }, 1)];
		void one.start('a');
		void other.start('b');
		await turn();
		expect([one.names(), other.names()]).toEqual([['a'], ['b']]);
	});

	it('make room when one fails', async () => {
		const node = { ...NODE };
		const failing = inFlight(node, 1, undefined, async () => await Promise.reject(new Error('lost')));
		const next = inFlight(node, 1, undefined, async () => await Promise.resolve('arrived'));
		await expect(failing).rejects.toThrow('lost');
		expect(await next).toBe('arrived');
	});

	it('do not take off after the execution was cancelled', async () => {
		const controller = new AbortController();
		const { flying, start, names } = airport({ ...NODE }, 1, controller.signal);
		const [first, second] = ['a', 'b'].map(start);
		await turn();
		controller.abort();
		flying[0].land();
		await expect(second).rejects.toThrow('The execution was canceled');
		expect([await first, names()]).toEqual(['a', ['a']]);
	});
});
