import type { Resource } from '../../kit/operation';
import { get } from './get';
import { getAll } from './getAll';
import { getErrorCounts } from './getErrorCounts';

export const integration: Resource = {
	name: 'Integration',
	value: 'integration',
	operations: [getAll, get, getErrorCounts],
};
