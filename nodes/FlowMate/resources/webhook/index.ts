import type { Resource } from '../../panel';
import { send } from './send';

export const webhook: Resource = { name: 'Webhook', value: 'webhook', operations: [send] };
