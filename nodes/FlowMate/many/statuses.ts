import type { IDataObject } from 'n8n-workflow';
import { isRecord } from '../kit/answer';
import { record } from '../kit/done';
import { pathOf } from '../kit/path';
import type { Item } from '../kit/scope';
import { flowList } from '../service';

/** Up to here it takes fewer requests to ask for each flow than to read through the tenant's list. */
const ASK_ONE_BY_ONE = 10;

/**
 * The status of each of these flows that the account can see.
 *
 * @param ids in lower case, without duplicates
 * @returns status by id; an id that is missing belongs to no flow, or to somebody else's
 */
export async function statusesOf(item: Item, ids: string[]): Promise<Map<string, string>> {
	return await (ids.length > ASK_ONE_BY_ONE ? fromList(item, ids) : oneByOne(item, ids));
}

async function oneByOne(item: Item, ids: string[]): Promise<Map<string, string>> {
	const statuses = new Map<string, string>();
	await Promise.all(
		ids.map(async (id) => {
			// Not one of them: the error goes to all.
			const subject = {
				what: 'the flows',
				parameter: "'Flows'",
				permission: 'flows.read',
				repeatable: true,
			};
			const answer = await item.send({
				method: 'GET',
				path: pathOf('flows', id),
				subject,
				done: record('status'),
				accept: [404],
			});
			const flow = item.service.unwrap(answer.body);
			if (answer.statusCode !== 404 && isRecord(flow)) statuses.set(id, String(flow.status));
		}),
	);
	return statuses;
}

/** Reads the list of flows. The ones that it has not are nobody's, or somebody else's: a list with holes is an error. */
async function fromList(item: Item, ids: string[]): Promise<Map<string, string>> {
	const request = {
		method: 'GET' as const,
		path: pathOf('flows'),
		qs: { sort: 'createdAt' },
		subject: { what: 'the flows', permission: 'flows.read', repeatable: true },
	};
	const wanted = new Set(ids);
	const keep = ({ id }: IDataObject) => wanted.has(String(id).toLowerCase());
	const flows = await flowList(item, request, { wanted: Infinity, keep });
	return new Map(flows.map(({ id, status }) => [String(id).toLowerCase(), String(status)]));
}
