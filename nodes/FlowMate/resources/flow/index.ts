import type { Resource } from '../../panel';
import { deleteFlow } from './delete';
import { get } from './get';
import { getAll } from './getAll';
import { start } from './start';
import { stop } from './stop';
import { update } from './update';

export const flow: Resource = {
	name: 'Flow',
	value: 'flow',
	operations: [getAll, get, start, stop, update, deleteFlow],
};
