import type { IDataObject } from 'n8n-workflow';
import { record } from '../../kit/done';
import type { Locator } from '../../kit/parameter';
import { ofKind } from '../../kit/parameter';
import { jsonObject } from '../../kit/parameters';
import { readFilledText } from '../../kit/readers';
import { pathOf } from '../../kit/path';
import type { Item } from '../../kit/scope';
import type { Subject } from '../../kit/subject';

/** Names the stored record of an error, so it stands in the path. */
export const retryDataKey: Locator<string> = {
	noun: 'retry data',
	property: {
		displayName: 'Retry Data Key',
		name: 'retryDataKey',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. {{ $json.retryDataKey }}',
		description: "Field 'retryDataKey' of the error. Errors without one have no data to retry.",
	},
	reader: ofKind('key', (value, place) => readFilledText(value, place).trim()),
	peek: () => undefined,
};

export const retryData = jsonObject({
	displayName: 'Record (JSON)',
	name: 'retryData',
	type: 'json',
	default: '{}',
	required: true,
	description: "The whole record as it is to be processed: the field 'data' of 'Get Retry Data' with your corrections",
});

/** GET /flows/{flow}/{step}/{key}/data. Answers 200 with a document whose `data` is the record; the rest of it belongs to Celigo. */
export async function fetchRetryData(item: Item, ids: string[], subject: Subject): Promise<IDataObject> {
	return await item.fetchOne({ method: 'GET', path: retryDataPath(ids), subject, done: record('data') });
}

export const retryDataPath = ([flow, step, key]: string[]): string => pathOf('flows', flow, step, key, 'data');

/** What is handed on of it. */
export const withIds = ([_flowId, _stepId, key]: string[], document: IDataObject): IDataObject => ({
	_flowId,
	_stepId,
	retryDataKey: key,
	...document,
});
