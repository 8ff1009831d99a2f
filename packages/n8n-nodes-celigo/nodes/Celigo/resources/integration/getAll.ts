import { limit, returnAll } from '../../kit/list';
import { operation } from '../../kit/operation';
import { output } from '../../kit/output';
import { list, pageSizeFor } from '../../service';
import { hasName, nameFilter } from '../flow/filters';
import { integrationShape } from './document';

/** GET /integrations. Answers 200 [Integration] or 204, with a Link to the next page. */
export const getAll = operation({
	name: 'Get Many',
	value: 'getAll',
	action: 'Get many integrations',
	description: 'Retrieve integrations, which flows are grouped in',
	method: 'GET',
	path: ['integrations'],
	uses: [returnAll, limit, nameFilter, ...output],
	list,
	keep: hasName,
	query: (item) => ({ limit: pageSizeFor(item, item.has(nameFilter)) }),
	shape: integrationShape,
});
