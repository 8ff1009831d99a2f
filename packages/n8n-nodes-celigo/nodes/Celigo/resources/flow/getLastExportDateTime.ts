import { isRecord } from '../../kit/answer';
import { anyJson, either, empty } from '../../kit/done';
import { operation } from '../../kit/operation';
import { flowLocator } from '../../parameters/flow';

/** GET /flows/{id}/lastExportDateTime. Answers 200 { lastExportDateTime }; {} or nothing before the first run. */
export const getLastExportDateTime = operation({
	name: 'Get Last Export Date Time',
	value: 'getLastExportDateTime',
	action: 'Get last export date time of flow',
	description:
		'Retrieve up to when a flow has exported, which is from when its next delta run goes on. Null before the first one.',
	method: 'GET',
	path: ['flows', flowLocator, 'lastExportDateTime'],
	done: either(empty, anyJson),
	read(_item, { body }, [flow]) {
		const time = isRecord(body) ? body.lastExportDateTime : undefined;
		return { _flowId: flow, lastExportDateTime: typeof time === 'string' ? time : null };
	},
});
