import type { Resource } from '../../../../../../../nodes/FlowMate/kit/operation';
import { create } from './create';
import { getAll } from './getAll';

export const loan: Resource = { name: 'Loan', value: 'loan', operations: [create, getAll] };
