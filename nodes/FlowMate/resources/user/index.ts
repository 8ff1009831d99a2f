import type { Resource } from '../../panel';
import { create } from './create';
import { get } from './get';
import { getAll } from './getAll';
import { getCurrent } from './getCurrent';

export const user: Resource = {
	name: 'User',
	value: 'user',
	operations: [getAll, get, create, getCurrent],
};
