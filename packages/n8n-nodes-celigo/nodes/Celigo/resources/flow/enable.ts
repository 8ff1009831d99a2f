import { operation } from '../../kit/operation';
import { flowLocator } from '../../parameters/flow';
import { patchOf } from './patch';
import { changed, seenAs } from './seen';

/** PATCH /flows/{id}. Answers 204. Celigo locks the field in flows of integration apps (422). */
export const enable = operation({
	name: 'Enable',
	value: 'enable',
	action: 'Enable flow',
	description: 'Let a flow follow its schedule and be run',
	method: 'PATCH',
	path: ['flows', flowLocator],
	body: () => patchOf({ disabled: false }),
	done: changed,
	async read(item, _answer, [id]) {
		await seenAs(item, id, { disabled: false });
		return { _id: id, disabled: false };
	},
});
