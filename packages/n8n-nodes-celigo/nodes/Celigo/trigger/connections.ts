import type { IDataObject } from 'n8n-workflow';
import { listRequest } from '../parameters/search';
import { connectionShape } from '../resources/connection/document';
import { linkedList } from '../kit/list';
import { nextPage } from '../request/link';
import { isName } from './rows';
import type { Seen, Watch } from './watch';

/** IDs of the connections that were offline. */
export type KnownOffline = string[];

/** GET /connections. */
export const watchConnections: Watch<KnownOffline> = async (scope, _settings, state, { time, rows }) => {
	const request = { ...listRequest('connections', {}), deadline: time.deadline };
	const list = linkedList(rows.under({ _id: isName }), nextPage, '_id');
	return decideOffline(state, await list(scope, request, { wanted: Infinity }));
};

/**
 * Which connections have gone offline. One that is in no list for a while, and then offline as before, has not.
 *
 * @param known left by the poll before; undefined on the first one, which tells nothing
 */
export function decideOffline(known: KnownOffline | undefined, connections: IDataObject[]): Seen<KnownOffline> {
	const offline = connections.filter((connection) => connection.offline === true);
	const online = new Set(connections.filter((connection) => connection.offline !== true).map(({ _id }) => _id));
	const still = (known ?? []).filter((id) => !online.has(id));
	const isNew = ({ _id }: IDataObject) => known !== undefined && !known.includes(String(_id));
	return {
		found: offline.filter(isNew).map(itemOf),
		next: [...new Set([...still, ...offline.map(({ _id }) => String(_id))])],
		sample: [...offline, ...connections].map(itemOf)[0],
	};
}

const itemOf = (connection: IDataObject): IDataObject => ({
	event: 'connectionOffline',
	_connectionId: connection._id,
	...connectionShape.simplified(connection),
});
