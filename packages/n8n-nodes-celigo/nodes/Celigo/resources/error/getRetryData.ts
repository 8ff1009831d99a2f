import { operation } from '../../kit/operation';
import { stepFlowLocator } from '../../parameters/flow';
import { stepLocator } from '../../parameters/step';
import { fetchRetryData, retryDataKey, withIds } from './retryData';

/** GET /flows/{flow}/{step}/{key}/data. Celigo keeps the newest 20,000 records of a step, or as long as the account's plan says. */
export const getRetryData = operation({
	name: 'Get Retry Data',
	value: 'getRetryData',
	action: 'Get retry data of error',
	description: "Retrieve the record of an error as it is to be processed again, in the field 'data'",
	method: 'GET',
	path: ['flows', stepFlowLocator, stepLocator, retryDataKey, 'data'],
	run: async (item, ids, subject) => withIds(ids, await fetchRetryData(item, ids, subject)),
});
