import { createHmac } from 'node:crypto';
import type { IDataObject } from 'n8n-workflow';
import { signatureHeaders } from '../../../nodes/FlowMate/resources/webhook/signature';
import { itemWith } from '../item';

const BODY = '{"name":"Zoë"}';

/** The headers of a call to a flow with these settings, by a node with these options. */
async function headersFor(webhooks: IDataObject, options: IDataObject = {}) {
	const item = itemWith({ options });
	jest.spyOn(item, 'credential').mockResolvedValue({ webhookSecret: 'key' });
	return await signatureHeaders(item, BODY, { flowSettings: { webhooks } });
}

const demands = { requireWebhookAuth: true, hmacAuthSecret: 'id of a secret' };

test("A flow that demands a signature has it made as the flow's settings say", async () => {
	const signature = (algorithm: string) => createHmac(algorithm, 'key').update(BODY).digest('base64');
	expect(await headersFor(demands)).toEqual({ 'x-hmac': signature('sha256') });
	expect(await headersFor({ ...demands, hmacAlgorithm: 'sha512', hmacHeaderKey: 'X-Signature' })).toEqual({
		'x-signature': signature('sha512'),
	});
	expect(await headersFor({ ...demands, hmacAlgorithm: 'sha512' }, { signatureAlgorithm: 'sha256' })).toEqual(
		{
			'x-hmac': signature('sha256'),
		},
	);
});

test('A flow that demands none gets none', async () => {
	expect(await headersFor({})).toEqual({});
	expect(await headersFor({ requireWebhookAuth: true })).toEqual({});
});
