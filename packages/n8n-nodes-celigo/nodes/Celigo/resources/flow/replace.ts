import { operation } from '../../kit/operation';
import { output } from '../../kit/output';
import { jsonObject } from '../../kit/parameters';
import { flowLocator } from '../../parameters/flow';
import { replaceNotice } from '../../parameters/notices';
import { documentNamed } from '../../service';
import { checkedFlow, fetchFlow, flowShape } from './document';
import { disabledParameter, nameParameter } from './fields';

export const flowJson = jsonObject({
	displayName: 'Flow (JSON)',
	name: 'flowJson',
	type: 'json',
	default: '{}',
	required: true,
	description: "The whole flow as Celigo writes it, such as the output of 'Get' with 'Simplify' turned off",
});

/** PUT /flows/{id} as it is. Answers 200 Flow. Celigo enables a flow where `disabled` is left out, so its state is sent along. */
export const replace = operation({
	name: 'Replace',
	value: 'replace',
	action: 'Replace flow',
	description:
		"Overwrite a whole flow: every field that is left out is cleared, but for 'disabled'. 'Update' changes a few fields.",
	method: 'PUT',
	path: ['flows', flowLocator],
	uses: [replaceNotice, flowJson, ...output],
	async body(item, [id]) {
		const flow = item.read(flowJson);
		item.valueOf(nameParameter, flow.name);
		const checked = checkedFlow(item, flow);
		const disabled = flow.disabled ?? (await fetchFlow(item, id)).disabled ?? false;
		return { ...checked, disabled: item.valueOf(disabledParameter, disabled) };
	},
	done: documentNamed,
	shape: flowShape,
});
