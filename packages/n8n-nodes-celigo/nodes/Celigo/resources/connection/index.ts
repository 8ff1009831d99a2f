import type { Resource } from '../../kit/operation';
import { get } from './get';
import { getAll } from './getAll';
import { ping } from './ping';

export const connection: Resource = { name: 'Connection', value: 'connection', operations: [getAll, get, ping] };
