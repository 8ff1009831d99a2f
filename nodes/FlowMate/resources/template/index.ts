import type { Resource } from '../../kit/operation';
import { create } from './create';
import { deleteTemplate } from './delete';
import { generateFlow } from './generateFlow';
import { get } from './get';
import { getAll } from './getAll';
import { update } from './update';

export const template: Resource = {
	name: 'Template',
	value: 'template',
	operations: [getAll, get, create, update, deleteTemplate, generateFlow],
};
