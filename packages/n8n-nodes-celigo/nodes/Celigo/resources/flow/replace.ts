import { flowLocator } from '../../parameters/flow';
import { simplify } from '../../parameters/list';
import { jsonObjectOf } from '../../request/json';
import type { Parameter } from '../../request/operation';
import { operation } from '../../request/operation';
import { checkFlow, simplifiedFlow } from './document';
import { nameOf } from './fields';

export const flowJson: Parameter = {
	property: {
		displayName: 'Flow (JSON)',
		name: 'flowJson',
		type: 'json',
		default: '{}',
		required: true,
		description:
			"The whole flow as Celigo writes it. Every field that is left out here is cleared, sources and steps included. To change a few fields use 'Update'.",
	},
};

/** PUT /flows/{id} as it is. Answers 200 Flow. */
export const replace = operation({
	name: 'Replace',
	value: 'replace',
	action: 'Replace flow',
	description:
		"Overwrite a whole flow: every field that is left out is cleared. 'Update' changes a few fields.",
	method: 'PUT',
	path: ['flows', flowLocator],
	uses: [flowJson, simplify],
	body(item) {
		const flow = jsonObjectOf(item, 'Flow (JSON)', item.parameter('flowJson'));
		nameOf(item, flow.name);
		checkFlow(item, flow);
		return flow;
	},
	result: simplifiedFlow,
});
