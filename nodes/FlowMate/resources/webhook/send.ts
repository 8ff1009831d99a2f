import { operation } from '../../kit/operation';
import { flowLocator } from '../../parameters/flow';
import { flowWithId } from './asked';
import { dataParameters, sendEmpty } from './data';
import { requestId, wrapInData } from './options';
import { sendData } from './sendData';
import { signatureOptions } from './signature';

/**
 * POST /webhooks/{flowId}; with data that depends on the flow, GET /flows/{id} before it, once per flow and run. Takes all items at once:
 * where one fails, the error says that the others are not to be sent again.
 */
export const send = operation({
	name: 'Send Data to Flow',
	value: 'send',
	action: 'Send data to flow',
	description: 'Send data to the webhook of an active flow, which then runs with it',
	method: 'POST',
	path: ['webhooks', flowLocator],
	permission: 'webhooks.execute',
	uses: [...dataParameters, sendEmpty, wrapInData, requestId, ...signatureOptions],
	each: true,
	run: async (item, [id]) => await sendData(item, id, async () => await flowWithId(item, id)),
});
