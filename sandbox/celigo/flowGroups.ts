import { existing, isRecord, Refusal, textsIn } from './answers';
import type { Routes } from './service';
import type { State } from './state';
import { listOf } from './steps';

/** The groups in which an integration shows its flows. */
export const flowGroupRoutes: Routes = (app, { state }) => {
	/** Puts flows into a group of their integration, or, with null, into none. */
	app.put('/v1/flows/updateFlowGrouping', async ({ body }, reply) => {
		const flows = textsIn(body, '_flowIds').map((id) => existing(state.flows, id));
		const group = isRecord(body) ? body._flowGroupingId : undefined;
		for (const { _integrationId } of flows) if (group !== null) checkGroup(state, _integrationId, group);
		for (const flow of flows) {
			if (group === null) delete flow._flowGroupingId;
			else flow._flowGroupingId = group;
		}
		return await reply.code(204).send();
	});
};

function checkGroup(state: State, integration: string | undefined, group: unknown): void {
	const groups = listOf(state.integrations.get(integration ?? '')?.flowGroupings);
	if (!groups.some(({ _id }) => _id === group))
		throw new Refusal(422, 'invalid_ref', 'Flow group does not exist.', '_flowGroupingId');
}
