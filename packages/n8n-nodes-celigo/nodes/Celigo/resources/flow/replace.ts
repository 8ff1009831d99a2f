import { flowLocator } from '../../parameters/flow';
import { output } from '../../parameters/list';
import { replaceNotice } from '../../parameters/notices';
import { jsonObjectOf } from '../../request/json';
import type { Parameter } from '../../request/operation';
import { operation } from '../../request/operation';
import { checkFlow, flowShape } from './document';
import { nameOf } from './fields';

export const flowJson: Parameter = {
	property: {
		displayName: 'Flow (JSON)',
		name: 'flowJson',
		type: 'json',
		default: '{}',
		required: true,
		description: "The whole flow as Celigo writes it, such as the output of 'Get' with 'Simplify' turned off",
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
	uses: [replaceNotice, flowJson, ...output],
	body(item) {
		const flow = jsonObjectOf(item, 'Flow (JSON)', item.parameter('flowJson'));
		nameOf(item, flow.name);
		checkFlow(item, flow);
		return flow;
	},
	shape: flowShape,
});
