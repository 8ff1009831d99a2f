import { operation } from '../../kit/operation';
import { flowLocator } from '../../parameters/flow';
import { patchOf } from './patch';
import { changed, seenAs } from './seen';

/** PATCH /flows/{id}. Answers 204. Celigo locks the field in flows of integration apps (422). */
export const disable = operation({
	name: 'Disable',
	value: 'disable',
	action: 'Disable flow',
	description: 'Stop a flow from following its schedule and from being run',
	method: 'PATCH',
	path: ['flows', flowLocator],
	body: () => patchOf({ disabled: true }),
	done: changed,
	async read(item, _answer, [id]) {
		await seenAs(item, id, { disabled: true });
		return { _id: id, disabled: true };
	},
});
