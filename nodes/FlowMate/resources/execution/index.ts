import type { Resource } from '../../panel';
import { getCounts } from './getCounts';

export const execution: Resource = { name: 'Execution', value: 'execution', operations: [getCounts] };
