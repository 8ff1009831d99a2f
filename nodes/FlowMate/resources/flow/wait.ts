import type { IDataObject } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import { pause } from '../../kit/clock';
import { counted } from '../../kit/plural';
import type { Item } from '../../kit/scope';
import { unseenAfter } from '../../many/unseen';
import { statusOf } from './status';

/** FlowMate starts and stops flows in a loop of about ten seconds; looking more often than this tells nothing new. */
const LOOK_EVERY = 2_000;

/**
 * Looks at a flow until it has the status.
 *
 * @returns `{id, status}`
 * @throws NodeOperationError when the time is up, or when a started flow falls back: FlowMate reports a start that fails no other way
 */
export async function waitFor(
	item: Item,
	id: string,
	wanted: 'active' | 'inactive',
	most: number,
): Promise<IDataObject> {
	const { clock } = item.service;
	const until = clock.now() + most * 1_000;
	for (let look = 0; ; look++) {
		const status = await statusOf(item, id).catch((error: unknown) => {
			throw unseenAfter(item, id, wanted === 'active' ? 'started' : 'stopped', error);
		});
		if (status === wanted) return { id, status };
		if (wanted === 'active' && status !== 'starting') throw fellBack(item, id, status);
		const left = until - clock.now();
		if (left <= 0) throw tookTooLong(item, id, status, wanted, most);
		// The first looks come quickly: an installation may start flows at once.
		await pause(clock, Math.min(left, LOOK_EVERY, 250 * 2 ** look), item.signal);
	}
}

function fellBack(item: Item, id: string, status: string): NodeOperationError {
	return new NodeOperationError(item.node, `The flow '${id}' did not start: it fell back to ${status}`, {
		description:
			'FlowMate could not deploy it and gives no reason. Check in FlowMate whether its components and their credentials are in order.',
	});
}

function tookTooLong(item: Item, id: string, status: string, wanted: string, most: number): NodeOperationError {
	return new NodeOperationError(item.node, `The flow '${id}' is still ${status} after ${counted(most, 'second')}`, {
		description: `It may turn ${wanted} later. Raise 'Wait at Most', or look at it again with 'Get'.`,
	});
}
