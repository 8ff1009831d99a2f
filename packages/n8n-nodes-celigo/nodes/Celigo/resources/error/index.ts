import type { Resource } from '../../kit/operation';
import { getAll } from './getAll';
import { getCounts } from './getCounts';
import { getRetryData } from './getRetryData';
import { resolve } from './resolve';
import { resolveAll } from './resolveAll';
import { retry } from './retry';
import { retryAll } from './retryAll';
import { updateRetryData } from './updateRetryData';

export const error: Resource = {
	name: 'Error',
	value: 'error',
	operations: [getAll, getCounts, resolve, resolveAll, retry, retryAll, getRetryData, updateRetryData],
};
