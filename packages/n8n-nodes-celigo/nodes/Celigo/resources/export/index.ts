import type { Resource } from '../../kit/operation';
import { run } from './run';

export const exportResource: Resource = { name: 'Export', value: 'export', operations: [run] };
