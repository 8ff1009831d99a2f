import type { IDataObject } from 'n8n-workflow';
import { operation } from '../../kit/operation';
import { varied } from '../../kit/parameter';
import { additionalFields } from '../../kit/parameters';
import type { Scope } from '../../kit/scope';
import { flowLocator } from '../../parameters/flow';
import { integrationLocator } from '../../parameters/integration';
import { cloneNotice } from '../../parameters/notices';
import type { Clone } from './cloneAnswer';
import { cloneIn } from './cloneAnswer';
import { fieldsIn, otherFields } from './fieldEntries';
import { connectionMap, connectionMapJson, connectionMapOf, connections } from './connections';
import { fetchFlow, withoutNull } from './document';
import { flowGroupingField, nameField } from './fields';

const FIELDS = fieldsIn(
	additionalFields,
	[nameField, flowGroupingField],
	varied(otherFields, {
		description:
			'Further properties of the request as Celigo takes them, such as { "sandbox": true } in an account with a separate sandbox',
	}),
);

/** Celigo copies exports and imports as well, which takes minutes; its own command line tool waits as long. */
const TIMEOUT = 360_000;

/**
 * POST /flows/{id}/clone with the integration and a connection map. Answers 201 with the new flow, or with a list of all that was
 * made: [{ model, _id }]. Schedule and next flows are not carried over; flows of integration apps cannot be cloned.
 */
export const clone = operation({
	name: 'Clone',
	value: 'clone',
	action: 'Clone flow',
	description:
		'Copy a flow with its exports and imports to an integration. Schedule and next flows are not carried over.',
	method: 'POST',
	path: ['flows', flowLocator, 'clone'],
	timeout: TIMEOUT,
	findOut: "Look for the copy with 'Get Many'",
	uses: [cloneNotice, integrationLocator, connections, connectionMap, connectionMapJson, ...FIELDS.entries],
	async body(item, [flow]) {
		const document = await fetchFlow(item, flow);
		if (document._connectorId) {
			throw item.badInput(
				`The flow '${flow}' belongs to an integration app, and Celigo does not clone such flows`,
				'Clone the whole integration in Celigo, or build the flow anew there',
			);
		}
		const map = await connectionMapOf(item, flow, document);
		return {
			...withoutNull(FIELDS.read(item)),
			_integrationId: item.read(integrationLocator),
			...(Object.keys(map).length > 0 && { connectionMap: map }),
		};
	},
	done: ({ statusCode, body }, _content, [source] = []) =>
		statusCode < 300 && ![undefined, source].includes(cloneIn(body)?.id),
	async read(item, { body }, [source]) {
		const made = cloneIn(body) as Clone;
		const { name, disabled, _integrationId } = await newFlow(item, made.id, made.flow);
		return { _id: made.id, name, disabled, _integrationId, _sourceFlowId: source, created: made.created };
	},
});

/** What the clone looks like. It is there by now: that it cannot be looked at must not make anybody clone again. */
async function newFlow(scope: Scope, id: string, flow: IDataObject | undefined): Promise<IDataObject> {
	return flow ?? (await fetchFlow(scope, id).catch(() => ({})));
}
