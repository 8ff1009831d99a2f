import { operation } from '../../kit/operation';
import { output } from '../../kit/output';
import { integrationRecord } from '../../parameters/integration';
import { documentNamed } from '../../service';
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
	done: documentNamed,
	shape: integrationShape,
});
