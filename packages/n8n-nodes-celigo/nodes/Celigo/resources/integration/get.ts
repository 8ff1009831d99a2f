import { record } from '../../kit/done';
import { operation } from '../../kit/operation';
import { output } from '../../kit/output';
import { integrationRecord } from '../../parameters/integration';
import { integrationShape } from './document';

/** GET /integrations/{id}. Answers 200 Integration. */
export const get = operation({
	name: 'Get',
	value: 'get',
	action: 'Get integration',
	description: 'Retrieve an integration',
	method: 'GET',
	path: ['integrations', integrationRecord],
	uses: output,
	done: record('_id'),
	shape: integrationShape,
});
