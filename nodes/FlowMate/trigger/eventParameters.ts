import type { Parameter } from '../kit/parameter';
import { entry, ofKind } from '../kit/parameter';
import { filters } from '../kit/parameters';
import { idsReader, readFilledNames } from '../kit/names';
import { shown } from '../kit/shown';
import { userFilter } from '../parameters/filters';
import { onlyFlows, onlyTemplate } from '../resources/webhook/whichFlows';
import { flowMate } from '../service';

/** What may become of a flow. */
export type FlowChange = 'active' | 'inactive' | 'fellBack';

const CHANGES: Array<{ name: string; value: FlowChange; description: string }> = [
	{
		name: 'Fell Back While Starting',
		value: 'fellBack',
		description: 'A flow was starting and is inactive again. FlowMate gives no reason.',
	},
	{ name: 'To Active', value: 'active', description: 'A flow runs now and did not before' },
	{ name: 'To Inactive', value: 'inactive', description: 'A flow ran before and does not now' },
];

/** The changes chosen, at least one. */
export const changes: Parameter<FlowChange[]> = {
	property: {
		displayName: 'Changes',
		name: 'changes',
		type: 'multiOptions',
		displayOptions: { show: { triggerOn: ['flowStatus'] } },
		options: CHANGES,
		default: ['active', 'inactive', 'fellBack'],
		required: true,
		description: 'Which changes of the status to trigger on',
	},
	reader: ofKind('changes', (value, place) => {
		const chosen = readFilledNames('Choose at least one')(value, place);
		const unknown = chosen.find((name) => !CHANGES.some((change) => change.value === name));
		if (unknown === undefined) return chosen as FlowChange[];
		throw place.refuse(
			`'Changes' names what is none: ${shown(unknown)}`,
			`Choose from these: ${CHANGES.map((change) => change.value).join(', ')}`,
		);
	}),
};

export const flowUser = userFilter;

export const flowTemplate = entry(filters, onlyTemplate);

export const flowIds = entry(filters, {
	property: {
		...onlyFlows.property,
		displayOptions: { show: { '/triggerOn': ['flowStatus'] } },
		description: 'IDs of the flows, separated by commas',
	},
	reader: ofKind('IDs, at least one', (value, place) => {
		readFilledNames()(value, place);
		return idsReader(flowMate)(value, place);
	}),
});
