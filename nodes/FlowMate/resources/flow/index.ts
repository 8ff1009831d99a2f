import type { Resource } from '../../kit/operation';
import { deleteFlow } from './delete';
import { get } from './get';
import { getAll } from './getAll';
import { start } from './start';
import { startMany } from './startMany';
import { stop } from './stop';
import { stopMany } from './stopMany';
import { update } from './update';
import { updateMany } from './updateMany';

export const flow: Resource = {
	name: 'Flow',
	value: 'flow',
	operations: [getAll, get, start, stop, update, deleteFlow, startMany, stopMany, updateMany],
};
