import type { IDataObject } from 'n8n-workflow';
import type { Inputs } from '../../kit/inputs';
import { readFilledNames } from '../../kit/names';
import { operation } from '../../kit/operation';
import type { Target } from '../../kit/outcome';
import type { Parameter } from '../../kit/parameter';
import { ofKind } from '../../kit/parameter';
import { choice } from '../../kit/parameters';
import type { Item } from '../../kit/scope';
import { shown } from '../../kit/shown';
import { flowsFrom, flowsParameters } from '../../many/parameters';
import { targetsOf } from '../../many/targets';
import { updateFlows } from '../../many/update';
import { bodyOf, changesOf } from '../../parameters/body';
import { flowUpdateNotice } from '../../parameters/notices';
import { FLOW_FIELDS, flowChanges, WITHHELD } from './update';

export const changesFrom = choice({
	displayName: 'Changes',
	name: 'changesFrom',
	type: 'options',
	options: [
		{
			name: 'From Input Items',
			value: 'items',
			description: 'Each input item holds the new values of its flow',
		},
		{ name: 'Same for All', value: 'same', description: "The values under 'Update Fields'" },
	],
	default: 'same',
});

/** Names of the fields that an input item may hold. */
const TAKEN = ['cron', 'description', 'flowSettings', 'graph', 'name', 'type'];

/** The fields chosen. */
export const changedFields: Parameter<Parameter[]> = {
	property: {
		displayName: 'Fields to Take',
		name: 'changedFields',
		type: 'multiOptions',
		options: [
			{ name: 'Cron', value: 'cron' },
			{ name: 'Description', value: 'description' },
			{ name: 'Flow Settings', value: 'flowSettings' },
			{ name: 'Graph', value: 'graph' },
			{ name: 'Name', value: 'name' },
			{ name: 'Type', value: 'type' },
		],
		default: [],
		required: true,
		displayOptions: { show: { changesFrom: ['items'] } },
		description: 'Fields of the input items that hold new values. An item that lacks one leaves it unchanged.',
	},
	reader: ofKind('fields', (value, place) => {
		const chosen = readFilledNames('Choose the fields that are to change')(value, place);
		const unknown = chosen.find((name) => !TAKEN.includes(name));
		if (unknown === undefined) return FLOW_FIELDS.filter(({ property }) => chosen.includes(property.name));
		throw place.refuse(
			`'Fields to Take' names what cannot be taken: ${shown(unknown)}`,
			`Choose from these: ${TAKEN.join(', ')}`,
		);
	}),
};

/** PATCH /flows/bulk with a list of partial flows. Answers 200 { data: [Flow | { errors }], meta }. Needs a permission of its own. */
export const updateMany = operation({
	name: 'Update Many',
	value: 'updateMany',
	action: 'Update many flows',
	description: 'Change fields of many inactive flows with a few requests',
	method: 'PATCH',
	path: ['flows', 'bulk'],
	permission: 'flows.bulk',
	uses: [...flowsParameters, flowUpdateNotice, changesFrom, changedFields, ...flowChanges],
	many: {
		noun: 'flows',
		verb: 'updated',
		targets: (item, inputs) => withChanges(item, targetsOf(item, inputs), inputs),
		work: updateFlows,
	},
});

/** Adds to each target what is to change. A value that cannot be sent becomes the target's problem. */
function withChanges(item: Item, targets: Target[], inputs: Inputs): Target[] {
	if (item.read(changesFrom) === 'same') {
		const changes = changesOf(item, flowChanges, WITHHELD);
		return targets.map((target) => ({ ...target, changes }));
	}
	const fields = item.read(changedFields);
	if (inputs.length > 1 && item.read(flowsFrom) !== 'items') {
		throw item.badInput(
			"'Changes' come from several input items, but 'Flows' do not: nobody can tell which belongs to which",
			"Choose 'From Input Items' under 'Flows', too, or 'Same for All' under 'Changes'",
		);
	}
	const json = new Map(inputs.map(({ index, item: input }) => [index, input.json]));
	return targets.map((target) => ({
		...target,
		...changesIn(item, json.get(target.index) ?? {}, fields, target.index),
	}));
}

function changesIn(item: Item, json: IDataObject, fields: Parameter[], index: number): Partial<Target> {
	try {
		const changes = bodyOf(item, fields, (field) => valueIn(item, json, field), WITHHELD);
		if (Object.keys(changes).length > 0) return { changes };
		return { problem: { code: 400, message: `The item has none of the fields to take [item ${index}]` } };
	} catch (error) {
		return { problem: { code: 400, message: `${(error as Error).message} [item ${index}]` } };
	}
}

function valueIn(item: Item, json: IDataObject, field: Parameter): unknown {
	const { name } = field.property;
	const value = Object.hasOwn(json, name) ? json[name] : undefined;
	return value === undefined ? undefined : item.valueOf(field, value);
}
