import type { Resource } from '../../kit/operation';
import { send } from './send';
import { sendToUser } from './sendToUser';

export const webhook: Resource = { name: 'Webhook', value: 'webhook', operations: [send, sendToUser] };
