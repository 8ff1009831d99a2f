import type { FastifyInstance } from 'fastify';
import { isId } from '../shared/ids';
import { ErrorAnswer, missingPermission } from './answers';
import { jsonBody } from './body';
import { visibleFlow } from './flows';
import { may, type Caller } from './permissions';
import type { Platform } from './platform';
import { repository } from './services';

/** Start and stop of one flow and of several. No status is refused, although 409 is documented. */
export function flowControlRoutes(app: FastifyInstance, platform: Platform): void {
	repository(app, platform);
	for (const action of ['start', 'stop'] as const) {
		app.post<{ Params: { id: string } }>(`/flows/:id/${action}`, async ({ caller, params }) => {
			if (!may(caller, 'flows.control')) throw missingPermission();
			return control(platform, caller, params.id, action);
		});

		app.post(`/flows/multiple/${action}`, async (request, reply) => {
			const body = jsonBody(request);
			if (!may(request.caller, 'flows.control')) throw missingPermission();
			if (!Array.isArray(body))
				throw new ErrorAnswer(500, 'No flow ids given. Expecting an array of flow ids');
			const { results, complete } = controlMany(platform, request.caller, body, action);
			return await reply.code(complete ? 200 : 500).send(results);
		});
	}
}

function control(platform: Platform, caller: Caller, id: string, action: 'start' | 'stop') {
	const flow = visibleFlow(platform.state, caller, id);
	if (!flow) throw new ErrorAnswer(404, 'No flow with this ID found');
	platform.lifeCycle[action](flow);
	return { data: { id: flow.id, status: flow.status }, meta: {} };
}

/** Breaks off behind the first id that is not found, with an empty object as the last entry; malformed ids do no harm. */
function controlMany(platform: Platform, caller: Caller, ids: unknown[], action: 'start' | 'stop') {
	const results: unknown[] = [];
	for (const flowId of ids) {
		if (!isId(flowId)) {
			results.push({ errors: [{ message: 'Invalid id', flowId, code: 400 }] });
			continue;
		}
		if (!visibleFlow(platform.state, caller, flowId)) {
			results.push({ errors: [{ message: 'No flow with this ID found', flowId, code: 404 }] }, {});
			return { results, complete: false };
		}
		results.push(control(platform, caller, flowId, action));
	}
	return { results, complete: true };
}
