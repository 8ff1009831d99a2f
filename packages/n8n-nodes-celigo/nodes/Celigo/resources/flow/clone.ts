import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { flowLocator } from '../../parameters/flow';
import { integrationLocator } from '../../parameters/integration';
import { additionalFields, entriesIn } from '../../parameters/list';
import { cloneNotice } from '../../parameters/notices';
import { unreadableError } from '../../request/errors';
import type { Item } from '../../request/item';
import { operation } from '../../request/operation';
import { addedTo } from '../../request/query';
import { cloneIn } from './cloneAnswer';
import { connectionMap, connectionMapJson, connectionMapOf, connections } from './connections';
import { fetchFlow, withoutNull } from './document';
import { fieldsOf, flowGroupingField, nameField, otherFieldsProperty, propertiesOf } from './fields';

const FIELDS = [nameField, flowGroupingField];

const otherFields: INodeProperties = {
	...otherFieldsProperty,
	description:
		'Further properties of the request as Celigo takes them, such as { "sandbox": true } in an account with a separate sandbox',
};

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
	uses: [
		cloneNotice,
		integrationLocator,
		connections,
		connectionMap,
		connectionMapJson,
		...entriesIn(additionalFields, propertiesOf(FIELDS, otherFields)),
	],
	async body(item, [flow]) {
		const map = await connectionMapOf(item, flow);
		return {
			...withoutNull(fieldsOf(item, addedTo(item, 'additionalFields'), FIELDS)),
			_integrationId: await integrationLocator.read(item),
			...(Object.keys(map).length > 0 && { connectionMap: map }),
		};
	},
	async read(item, answer, [source], subject) {
		const made = cloneIn(answer.body);
		if (!made) throw unreadableError(item.node, answer, subject);
		const { name, disabled, _integrationId } = await newFlow(item, made.id, made.flow);
		return { _id: made.id, name, disabled, _integrationId, _sourceFlowId: source, created: made.created };
	},
});

/** What the clone looks like. It is there by now: that it cannot be looked at must not make anybody clone again. */
async function newFlow(item: Item, id: string, flow: IDataObject | undefined): Promise<IDataObject> {
	return flow ?? (await fetchFlow(item, id).catch(() => ({})));
}
