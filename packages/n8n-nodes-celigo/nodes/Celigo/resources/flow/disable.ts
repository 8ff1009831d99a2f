import { operation } from '../../kit/operation';
import { flowLocator } from '../../parameters/flow';
import { patchOf } from './patch';

/** PATCH /flows/{id}. Answers 204. Celigo locks the field in flows of integration apps (422). */
export const disable = operation({
	name: 'Disable',
	value: 'disable',
	action: 'Disable flow',
	description: 'Stop a flow from following its schedule and from being run',
	method: 'PATCH',
	path: ['flows', flowLocator],
	body: () => patchOf({ disabled: true }),
	read: (_item, _answer, [id]) => ({ _id: id, disabled: true }),
});
