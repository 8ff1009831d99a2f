import { limit, returnAll } from '../../kit/list';
import { operation } from '../../kit/operation';
import { flowLocator } from '../../parameters/flow';
import { listUnder, pageSizeFor } from '../../service';
import { auditFiltersOf, auditSelectionOf, event, from, source, to } from './auditFilters';

/**
 * GET /flows/{id}/audit. Answers 200 with the entries bare, or as { audit: [entry] }; Celigo's documents disagree. Entries of the
 * flow's exports, imports and scripts come too. The log of one flow may honour fewer filters than that of the account, so the node
 * selects as well.
 */
export const getAudit = operation({
	name: 'Get Audit Log',
	value: 'getAudit',
	action: 'Get audit log of flow',
	description: 'Retrieve who changed a flow, its exports, imports and scripts, when and how',
	method: 'GET',
	path: ['flows', flowLocator, 'audit'],
	uses: [returnAll, limit, from, to, event, source],
	list: listUnder('audit'),
	keep: auditSelectionOf,
	query(item) {
		const wanted = auditFiltersOf(item);
		const selects = Object.values(wanted).some((value) => value !== undefined);
		return {
			from: wanted.from,
			to: wanted.to,
			action: wanted.event,
			source: wanted.source,
			limit: pageSizeFor(item, selects),
		};
	},
});
