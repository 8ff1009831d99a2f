import type { Resource } from '../../kit/operation';
import { create } from './create';
import { get } from './get';
import { getAll } from './getAll';
import { getCurrent } from './getCurrent';

export const user: Resource = {
	name: 'User',
	value: 'user',
	operations: [getAll, get, create, getCurrent],
};
