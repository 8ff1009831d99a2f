import type { Resource } from '../../kit/operation';
import { getAll } from './getAll';
import { resolve } from './resolve';
import { retry } from './retry';

export const error: Resource = { name: 'Error', value: 'error', operations: [getAll, resolve, retry] };
