import type { IDataObject } from 'n8n-workflow';
import { idsReader } from '../../kit/names';
import { entry, ofKind } from '../../kit/parameter';
import { collection, filledNames, filterText } from '../../kit/parameters';
import { pathOf } from '../../kit/path';
import type { Item } from '../../kit/scope';
import { flowsAsAsked } from '../../parameters/asAsked';
import { comparable } from '../../parameters/search';
import { templateLocator } from '../../parameters/template';
import { flowMate } from '../../service';

/** Narrows down to which of a user's active flows data is sent. */
export const whichFlows = collection({
	displayName: 'Which Flows',
	name: 'whichFlows',
	placeholder: 'Add Filter',
});

export const nameContains = entry(
	whichFlows,
	filterText({
		displayName: 'Name Contains',
		name: 'nameContains',
		type: 'string',
		default: '',
		placeholder: 'e.g. order',
		description: 'Text in the name of the flow, in upper or lower case',
	}),
);

export const onlyTemplate = entry(whichFlows, templateLocator, {
	required: undefined,
	description: 'The template that the flows were generated from',
});

const flowIds = filledNames({
	displayName: 'Flow IDs',
	name: 'flowIds',
	type: 'string',
	default: '',
	placeholder: 'e.g. 6762e154616e91cb8d8b1aaf, 673230f301bea099edcb9844',
	description: "IDs of the flows, separated by commas. Flows that are not the user's stay out.",
});

export const onlyFlows = entry(whichFlows, {
	...flowIds,
	reader: ofKind('IDs, at least one', (value, place) => idsReader(flowMate)(flowIds.reader(value, place), place)),
});

export const whichFlowsEntries = [nameContains, onlyTemplate, onlyFlows];

/** Whether somebody has narrowed down at all. */
export const isNarrowed = (item: Item): boolean => whichFlowsEntries.some((added) => item.has(added));

/**
 * The active flows of a user that take data: GET /flows?filter[user]&filter[status]=active, once per user and run. A flow with a
 * schedule has no webhook.
 */
export async function flowsOf(item: Item, user: string): Promise<IDataObject[]> {
	const flows = await item.door.once(`the active flows of ${user}`, async () => await activeFlows(item, user));
	const isWanted = wantedBy(item);
	return flows.filter((flow) => !flow.cron && isWanted(flow));
}

async function activeFlows(item: Item, user: string): Promise<IDataObject[]> {
	const subject = { what: `the flows of user '${user}'`, permission: 'flows.read', repeatable: true };
	const qs = { 'filter[user]': user, 'filter[status]': 'active', sort: 'createdAt' };
	return await flowsAsAsked(item, { method: 'GET', path: pathOf('flows'), qs, subject }, { wanted: Infinity });
}

function wantedBy(item: Item): (flow: IDataObject) => boolean {
	const text = item.read(nameContains);
	const template = item.read(onlyTemplate);
	const ids = item.read(onlyFlows);
	return ({ id, name, fromTemplate }) =>
		(text === undefined || comparable(name).includes(comparable(text))) &&
		(template === undefined || String(fromTemplate).toLowerCase() === template) &&
		(ids === undefined || ids.includes(String(id).toLowerCase()));
}
