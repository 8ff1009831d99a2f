import type { Resource } from '../../kit/operation';
import { checkLimits } from './checkLimits';
import { getCounts } from './getCounts';

export const execution: Resource = { name: 'Execution', value: 'execution', operations: [getCounts, checkLimits] };
