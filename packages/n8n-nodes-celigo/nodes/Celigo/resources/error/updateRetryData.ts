import { isRecord } from '../../kit/answer';
import { anyJson, either, empty } from '../../kit/done';
import { operation } from '../../kit/operation';
import { stepFlowLocator } from '../../parameters/flow';
import { stepLocator } from '../../parameters/step';
import { fetchRetryData, retryData, retryDataKey, retryDataPath, withIds } from './retryData';

/**
 * GET and PUT /flows/{flow}/{step}/{key}/data: the whole document goes back with its `data` replaced. Answers 2xx, mostly with nothing,
 * so what is stored now is read again.
 */
export const updateRetryData = operation({
	name: 'Update Retry Data',
	value: 'updateRetryData',
	action: 'Update retry data of error',
	description: "Correct the record of an error before 'Retry' processes it again",
	method: 'PUT',
	path: ['flows', stepFlowLocator, stepLocator, retryDataKey, 'data'],
	uses: [retryData],
	async run(item, ids, subject) {
		const data = item.read(retryData);
		const document = await fetchRetryData(item, ids, subject);
		const body = { ...document, data };
		await item.send({ method: 'PUT', path: retryDataPath(ids), body, subject, done: either(empty, anyJson) });
		const stored = await fetchRetryData(item, ids, subject);
		if (inOrder(stored.data) === inOrder(data)) return withIds(ids, stored);
		throw item.badInput(
			"Celigo's answer says that the record was changed, but it is another one",
			"Something between n8n and Celigo may have answered in its place, or Celigo keeps less of it. Look at it with 'Get Retry Data'.",
		);
	},
});

/** As JSON whose keys are sorted: the order in which they are kept is Celigo's business. */
const inOrder = (data: unknown): string =>
	JSON.stringify(data, (_key, part: unknown) =>
		isRecord(part) ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1))) : part,
	);
