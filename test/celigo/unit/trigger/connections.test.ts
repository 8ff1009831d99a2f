import { decideOffline } from '../../../../packages/n8n-nodes-celigo/nodes/Celigo/trigger/connections';

const offline = (_id: string) => ({ _id, name: _id, offline: true });
const online = (_id: string) => ({ _id, name: _id, offline: false });
const idsOf = (found: Array<{ _id?: unknown }>) => found.map(({ _id }) => _id);

describe('Connections that have gone offline', () => {
	test('are none at the first look', () => {
		expect(decideOffline(undefined, [offline('a'), online('b')])).toMatchObject({ found: [], next: ['a'] });
	});

	test('are told once, and again after they were online', () => {
		const first = decideOffline([], [offline('a')]);
		expect(idsOf(first.found)).toEqual(['a']);
		expect(decideOffline(first.next, [offline('a')]).found).toEqual([]);
		const back = decideOffline(first.next, [online('a')]);
		expect(idsOf(decideOffline(back.next, [offline('a')]).found)).toEqual(['a']);
	});

	test('are not new because a list lacked them for a while', () => {
		const { next } = decideOffline(['a'], [online('b')]);
		expect(decideOffline(next, [offline('a'), online('b')]).found).toEqual([]);
	});
});
