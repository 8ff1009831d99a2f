import { readIntegration } from '../../parameters/integration';
import { limit, output, returnAll } from '../../parameters/list';
import { operation } from '../../request/operation';
import { pageSizeFor } from '../../request/pages';
import { addedTo } from '../../request/query';
import { flowShape } from './document';
import {
	fieldsOption,
	instancesOption,
	integrationFilter,
	keysIn,
	nameFilter,
	selectionOf,
	stateFilter,
} from './filters';

/** GET /flows, or GET /integrations/{id}/flows. Answers 200 [Flow] or 204, with a Link to the next page. */
export const getAll = operation({
	name: 'Get Many',
	value: 'getAll',
	action: 'Get many flows',
	description: 'Retrieve flows, such as the enabled flows of an integration',
	method: 'GET',
	path: ['flows'],
	uses: [
		returnAll,
		limit,
		integrationFilter,
		nameFilter,
		stateFilter,
		...output,
		fieldsOption,
		instancesOption,
	],
	list: { keep: selectionOf },
	route(item) {
		const { integration } = addedTo(item, 'filters');
		if (integration === undefined) return undefined;
		const id = readIntegration(item, integration);
		return {
			path: ['integrations', id, 'flows'],
			subject: { what: `integration '${id}'`, parameter: "'Integration'" },
		};
	},
	query(item) {
		const { integration, name, state } = addedTo(item, 'filters');
		const { include, includeInstances } = item.collection('options');
		const selects = name !== undefined || state !== undefined;
		return {
			limit: integration === undefined ? pageSizeFor(item, selects) : undefined,
			include: keysIn(item, include, state !== undefined),
			includeInstances: includeInstances ? true : undefined,
		};
	},
	shape: flowShape,
});
