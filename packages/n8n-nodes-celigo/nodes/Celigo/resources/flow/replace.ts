import { operation } from '../../kit/operation';
import { output } from '../../kit/output';
import { jsonObject } from '../../kit/parameters';
import { flowLocator } from '../../parameters/flow';
import { replaceNotice } from '../../parameters/notices';
import { checkFlow, flowShape } from './document';
import { nameParameter } from './fields';

export const flowJson = jsonObject({
	displayName: 'Flow (JSON)',
	name: 'flowJson',
	type: 'json',
	default: '{}',
	required: true,
	description: "The whole flow as Celigo writes it, such as the output of 'Get' with 'Simplify' turned off",
});

/** PUT /flows/{id} as it is. Answers 200 Flow. */
export const replace = operation({
	name: 'Replace',
	value: 'replace',
	action: 'Replace flow',
	description: "Overwrite a whole flow: every field that is left out is cleared. 'Update' changes a few fields.",
	method: 'PUT',
	path: ['flows', flowLocator],
	uses: [replaceNotice, flowJson, ...output],
	body(item) {
		const flow = item.read(flowJson);
		item.valueOf(nameParameter, flow.name);
		checkFlow(item, flow);
		return flow;
	},
	shape: flowShape,
});
