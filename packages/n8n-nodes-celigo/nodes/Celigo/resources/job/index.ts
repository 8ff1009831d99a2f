import type { Resource } from '../../kit/operation';
import { cancel } from './cancel';
import { get } from './get';
import { getAll } from './getAll';
import { getErrors } from './getErrors';

export const job: Resource = { name: 'Job', value: 'job', operations: [getAll, get, getErrors, cancel] };
