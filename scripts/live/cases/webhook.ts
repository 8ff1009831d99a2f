/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs in Node, not inside n8n */
import assert from 'node:assert/strict';
import type { FlowMateWorld } from '../flowmate/world';
import type { Case } from '../verdict';
import { byId, NOBODY } from '../world';

const DATA = { dataMode: 'json', json: '{"check":true}' };

export const webhook: Array<Case<FlowMateWorld>> = [
	{
		operation: 'webhook.send',
		promise: 'says of a flow that does not exist that there is none or that it takes no data',
		needs: 'write',
		async keeps(world) {
			const { message } = await world.failure('webhook.send', { flow: byId(NOBODY), ...DATA });
			assert.match(message, /There is no flow|takes no data/, 'it says something else');
		},
	},
	{
		operation: 'webhook.send',
		promise: 'hands data to an active flow',
		needs: 'write',
		async keeps(world) {
			const id = await world.own.active();
			const [sent] = await world.run('webhook.send', { flow: byId(id), ...DATA });
			assert.equal(sent.flow, id, 'it names another flow');
			assert.ok(sent.requestId, 'it gives no request ID');
		},
	},
	{
		operation: 'webhook.send',
		promise: 'says of an inactive flow that it takes no data',
		needs: 'write',
		async keeps(world) {
			const { message } = await world.failure('webhook.send', {
				flow: byId(await world.own.inactive()),
				...DATA,
			});
			assert.match(message, /There is no flow|takes no data/, 'it says something else');
		},
	},
	{
		operation: 'webhook.sendToUser',
		promise: 'hands data to the active flows of a user',
		needs: 'disposable',
		async keeps(world) {
			const { id } = await world.somebody();
			const sent = await world.run('webhook.sendToUser', { user: byId(id), ...DATA });
			assert.ok(sent.length > 0, 'it gives nothing');
		},
	},
];
