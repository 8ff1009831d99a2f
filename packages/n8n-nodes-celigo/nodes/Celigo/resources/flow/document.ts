import type { IDataObject } from 'n8n-workflow';
import type { Shape } from '../../kit/output';
import { pathOf } from '../../kit/path';
import type { Scope } from '../../kit/scope';
import { documentOf } from '../../service';
import { withSchedules } from './schedule';

export const flowShape: Shape = {
	simplified,
	further: ['pageGenerators', 'pageProcessors', 'routers', '_connectorId', '_runNextFlowIds'],
};

function simplified(flow: IDataObject): IDataObject {
	const { _id, name, description, disabled, _integrationId, schedule, timezone } = flow;
	const { lastExecutedAt, lastModified, createdAt } = flow;
	return {
		_id,
		name,
		description,
		disabled,
		_integrationId,
		schedule,
		timezone,
		lastExecutedAt,
		lastModified,
		createdAt,
	};
}

/** GET /flows/{id}: the whole document. */
export async function fetchFlow(scope: Scope, id: string): Promise<IDataObject> {
	const subject = { what: `flow '${id}'`, parameter: "'Flow'", repeatable: true };
	return await scope.fetchOne({ method: 'GET', path: pathOf('flows', id), subject, done: documentOf(id) });
}

/**
 * A flow with changes applied. A PUT clears what is left out, so everything that Celigo sent goes back, known or not.
 *
 * @param changes by key; null removes a field
 */
export function merged(flow: IDataObject, changes: IDataObject): IDataObject {
	const result = { ...flow, ...changes };
	for (const [key, value] of Object.entries(changes)) if (value === null) delete result[key];
	return result;
}

/** Fields without those that are to be cleared: a new flow has nothing to clear. */
export const withoutNull = (fields: IDataObject): IDataObject => merged({}, fields);

/**
 * What somebody has entered for a flow, checked as far as Celigo would refuse it without saying which parameter it is.
 * @throws NodeOperationError
 */
export function checkedFlow(scope: Scope, entered: IDataObject): IDataObject {
	checkSteps(scope, entered);
	return withSchedules(scope, entered);
}

/** A flow has page processors or routers. @throws NodeOperationError when it would have both */
export function checkSteps(scope: Scope, flow: IDataObject): void {
	if (isFilled(flow.pageProcessors) && isFilled(flow.routers)) {
		throw scope.badInput(
			"The flow has both 'Steps' and 'Routers'",
			'A flow has one or the other. To replace the one it has, clear it: add { "pageProcessors": ' +
				'null } or { "routers": null } under \'Other Fields (JSON)\'.',
		);
	}
}

const isFilled = (value: unknown) => Array.isArray(value) && value.length > 0;
