import { isRecord } from '../../kit/answer';
import { either, empty, success } from '../../kit/done';
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
	done: either(empty, (answer, content) => success(answer, content) && isRecord(content) && isTime(content)),
	read(_item, { body }, [flow]) {
		const time = isRecord(body) ? (body.lastExportDateTime as string | undefined) : undefined;
		return { _flowId: flow, lastExportDateTime: time ?? null };
	},
});

/** An object without anything in it stands for no time, one with other things for nothing that is known. */
function isTime(content: Record<string, unknown>): boolean {
	const time = content.lastExportDateTime;
	return typeof time === 'string' || time === null || Object.keys(content).length === 0;
}
