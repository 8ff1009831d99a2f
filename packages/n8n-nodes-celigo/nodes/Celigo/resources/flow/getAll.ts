import { limit, returnAll } from '../../kit/list';
import { operation } from '../../kit/operation';
import { output } from '../../kit/output';
import { integrationFilter } from '../../parameters/integration';
import { list, pageSizeFor } from '../../service';
import { flowShape } from './document';
import { fieldsOption, instancesOption, keysFor, nameFilter, selectionOf, stateFilter } from './filters';

/** GET /flows, or GET /integrations/{id}/flows. Answers 200 [Flow] or 204, with a Link to the next page. */
export const getAll = operation({
	name: 'Get Many',
	value: 'getAll',
	action: 'Get many flows',
	description: 'Retrieve flows, such as the enabled flows of an integration',
	method: 'GET',
	path: ['flows'],
	uses: [returnAll, limit, integrationFilter, nameFilter, stateFilter, ...output, fieldsOption, instancesOption],
	list,
	keep: selectionOf,
	route(item) {
		const id = item.read(integrationFilter);
		if (id === undefined) return undefined;
		return {
			path: ['integrations', id, 'flows'],
			subject: { what: `integration '${id}'`, parameter: "'Integration'" },
		};
	},
	query(item) {
		const selects = item.has(nameFilter) || item.has(stateFilter);
		return {
			limit: item.has(integrationFilter) ? undefined : pageSizeFor(item, selects),
			include: keysFor(item),
			includeInstances: item.read(instancesOption) || undefined,
		};
	},
	shape: flowShape,
});
