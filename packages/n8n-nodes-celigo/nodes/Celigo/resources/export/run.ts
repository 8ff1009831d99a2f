import type { IDataObject, NodeApiError } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import { isRecord } from '../../kit/answer';
import type { Request } from '../../kit/request';
import { checkSize, repeatedPageError } from '../../kit/list';
import { isBlank, success } from '../../kit/done';
import { operation } from '../../kit/operation';
import { entry } from '../../kit/parameter';
import { options, wholeNumber } from '../../kit/parameters';
import { pathOf } from '../../kit/path';
import { counted } from '../../kit/plural';
import type { Item } from '../../kit/scope';
import { exportRecord } from '../../parameters/export';
import { refusalsIn } from '../../request/complaint';

const maxRecords = entry(
	options,
	wholeNumber({
		displayName: 'Max Records',
		name: 'maxRecords',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 50,
		description: 'How many records to return at most. All of them if it is left out.',
	}),
);

/** Celigo reads from the source while the request waits; its own command line tool waits as long. */
const TIMEOUT = 360_000;

/**
 * POST /exports/{id}/invoke with {}, then with the `pagedExportState` of each answer as long as there is one. Answers 200
 * { data: [record], pagedExportState? }. It makes no job. An export may note how far it has read, so it is never repeated.
 */
export const run = operation({
	name: 'Run',
	value: 'run',
	action: 'Run export',
	description: "Run one export by itself and return its records, without a flow. Celigo's API calls it invoke.",
	method: 'POST',
	path: ['exports', exportRecord, 'invoke'],
	findOut: 'Look at the export in Celigo',
	uses: [maxRecords],
	async run(item, [id], subject) {
		const path = pathOf('exports', id, 'invoke');
		const wanted = item.read(maxRecords) ?? Infinity;
		return await pagesOf(item, { method: 'POST', path, subject, timeout: TIMEOUT, done: success }, wanted);
	},
});

async function pagesOf(item: Item, request: Request, wanted: number): Promise<IDataObject[]> {
	const records: IDataObject[] = [];
	const states = new Set<string>();
	for (let body: IDataObject = {}; ;) {
		const { data, state } = await pageOf(item, { ...request, body }).catch((error: NodeApiError) => {
			throw records.length > 0 ? lossOf(item, records.length, error) : error;
		});
		for (const record of data) records.push(isRecord(record) ? (record as IDataObject) : { value: record as string });
		if (records.length >= wanted) return records.slice(0, wanted);
		checkSize(item, records.length, request);
		if (isBlank(state)) return records;
		const text = JSON.stringify(state);
		if (states.has(text)) throw repeatedPageError(item, request, "Set 'Max Records' to the number of records you need");
		states.add(text);
		body = { pagedExportState: state as IDataObject };
	}
}

/** The error of a later page: the export may count what was read before as exported, though nothing of it is returned. */
function lossOf({ node }: Item, count: number, { message, description }: NodeApiError): NodeOperationError {
	const lost = `${counted(count, 'record')} had been read and ${count === 1 ? 'is' : 'are'} not returned`;
	return new NodeOperationError(node, `${lost}: ${message}`, { description: description ?? undefined });
}

async function pageOf(item: Item, request: Request): Promise<{ data: unknown[]; state?: unknown }> {
	const answer = await item.send(request);
	const { body } = answer;
	if (answer.statusCode === 204) return { data: [] };
	if (isRecord(body) && Array.isArray(body.data) && refusalsIn(body).length === 0)
		return { data: body.data, state: body.pagedExportState };
	throw item.unreadable(answer, request.subject);
}
