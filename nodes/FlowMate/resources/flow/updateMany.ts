import type { IDataObject, INodeProperties } from 'n8n-workflow';
import type { Target } from '../../many/outcome';
import { flowsParameters } from '../../many/parameters';
import type { Inputs } from '../../many/targets';
import { updateFlows } from '../../many/update';
import { entriesIn, updateFields } from '../../parameters/fields';
import { flowUpdateNotice } from '../../parameters/notices';
import { bodyOf, changesOf } from '../../request/body';
import type { Item } from '../../request/item';
import type { Parameter } from '../../request/operation';
import { operation } from '../../request/operation';
import { FLOW_FIELDS } from './update';

export const changesFrom: Parameter = {
	property: {
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
	},
};

export const changedFields: Parameter = {
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
		description:
			'Fields of the input items that hold new values. An item that lacks one leaves it unchanged.',
	},
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
	uses: [
		...flowsParameters,
		flowUpdateNotice,
		changesFrom,
		changedFields,
		...entriesIn(updateFields, FLOW_FIELDS),
	],
	many: { verb: 'updated', work: updateFlows, prepare: withChanges },
});

/** Adds to each target what is to change. A value that cannot be sent becomes the target's problem. */
function withChanges(item: Item, targets: Target[], inputs: Inputs): Target[] {
	if (item.parameter('changesFrom') !== 'items') {
		const changes = changesOf(item, FLOW_FIELDS, ['status']);
		return targets.map((target) => ({ ...target, changes }));
	}
	const names = item.parameter('changedFields');
	const known = FLOW_FIELDS.filter(({ name }) => Array.isArray(names) && (names as string[]).includes(name));
	if (known.length === 0)
		throw item.badInput("'Fields to Take' is empty", 'Choose the fields that are to change');
	const json = new Map(inputs.map(({ index, item: input }) => [index, input.json]));
	return targets.map((target) => ({
		...target,
		...changesIn(item, json.get(target.index) ?? {}, known, target.index),
	}));
}

function changesIn(item: Item, json: IDataObject, known: INodeProperties[], index: number): Partial<Target> {
	try {
		const changes = bodyOf(item, json, known, ['status']);
		if (Object.keys(changes).length > 0) return { changes };
		return { problem: { code: 400, message: `The item has none of the fields to take [Item ${index}]` } };
	} catch (error) {
		return { problem: { code: 400, message: `${(error as Error).message} [Item ${index}]` } };
	}
}
