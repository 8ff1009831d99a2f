import { limit, returnAll } from '../../kit/list';
import { operation } from '../../kit/operation';
import { output } from '../../kit/output';
import { entry } from '../../kit/parameter';
import { choice, filters } from '../../kit/parameters';
import { list, pageSizeFor } from '../../service';
import { hasName, nameFilter } from '../flow/filters';
import { connectionShape } from './document';

const statusFilter = entry(
	filters,
	choice({
		displayName: 'Connection Status',
		name: 'connectionStatus',
		type: 'options',
		options: [
			{ name: 'Offline', value: 'offline' },
			{ name: 'Online', value: 'online' },
		],
		default: 'offline',
	}),
);

/** GET /connections. Answers 200 [Connection] or 204, with a Link to the next page. */
export const getAll = operation({
	name: 'Get Many',
	value: 'getAll',
	action: 'Get many connections',
	description: 'Retrieve connections, such as those that are offline',
	method: 'GET',
	path: ['connections'],
	uses: [returnAll, limit, nameFilter, statusFilter, ...output],
	list,
	keep(item) {
		const named = hasName(item);
		const status = item.read(statusFilter);
		return (connection) =>
			named(connection) && (status === undefined || (connection.offline === true) === (status === 'offline'));
	},
	query: (item) => ({ limit: pageSizeFor(item, item.has(nameFilter) || item.has(statusFilter)) }),
	shape: connectionShape,
});
