import type { Resource } from '../../kit/operation';
import { send } from './send';

export const webhook: Resource = { name: 'Webhook', value: 'webhook', operations: [send] };
