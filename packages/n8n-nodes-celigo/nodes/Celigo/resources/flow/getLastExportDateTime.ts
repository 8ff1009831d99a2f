import { isRecord } from '../../kit/answer';
import { operation } from '../../kit/operation';
import { flowLocator } from '../../parameters/flow';
import { isEmpty } from '../../service';

/** GET /flows/{id}/lastExportDateTime. Answers 200 { lastExportDateTime }; {} or nothing before the first run. */
export const getLastExportDateTime = operation({
	name: 'Get Last Export Date Time',
	value: 'getLastExportDateTime',
	action: 'Get last export date time of flow',
	description:
		'Retrieve up to when a flow has exported, which is from when its next delta run goes on. Null before the first one.',
	method: 'GET',
	path: ['flows', flowLocator, 'lastExportDateTime'],
	read(item, answer, [flow], subject) {
		const { body } = answer;
		if (!isEmpty(body) && !isRecord(body)) throw item.unreadable(answer, subject);
		const time = isRecord(body) ? body.lastExportDateTime : undefined;
		return { _flowId: flow, lastExportDateTime: typeof time === 'string' ? time : null };
	},
});
