import type { IDataObject } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import { options } from '../../parameters/list';
import type { Item } from '../../request/item';
import type { Entry } from '../../request/operation';
import { pause } from '../../request/retry';
import { statusOf } from './status';

export const waitForActive: Entry = {
	collection: options,
	property: {
		displayName: 'Wait Until Active',
		name: 'wait',
		type: 'boolean',
		default: true,
		description: 'Whether to wait until the flow is active. Its webhook takes no data before that.',
	},
};

export const waitForInactive: Entry = {
	collection: options,
	property: {
		displayName: 'Wait Until Inactive',
		name: 'wait',
		type: 'boolean',
		default: true,
		description: 'Whether to wait until the flow is inactive. It cannot be updated or deleted before that.',
	},
};

export const waitSeconds: Entry = {
	collection: options,
	property: {
		displayName: 'Wait at Most (Seconds)',
		name: 'waitSeconds',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 120,
		description: 'How long to wait before the item fails. The flow may still get there afterwards.',
	},
};

/** 'Wait at Most', in seconds. */
export function secondsToWait(item: Item): number {
	const seconds = Number(item.collection('options').waitSeconds ?? 120);
	if (seconds > 0) return seconds;
	throw item.badInput("'Wait at Most' must be a number above 0", 'Enter a number of seconds');
}

/** Refuses a time that cannot be waited for, before anything is started or stopped. */
export function checkWait(item: Item): void {
	if (item.collection('options').wait) secondsToWait(item);
}

/** FlowMate starts and stops flows in a loop of about ten seconds; looking more often than this tells nothing new. */
const LOOK_EVERY = 2_000;

/**
 * Looks at a flow until it has the status.
 *
 * @returns `{id, status}`
 * @throws NodeOperationError when the time is up, or when a started flow falls back: FlowMate reports a start that fails no other way
 */
export async function waitFor(item: Item, id: string, wanted: 'active' | 'inactive'): Promise<IDataObject> {
	const seconds = secondsToWait(item);
	const until = Date.now() + seconds * 1_000;
	for (let look = 0; ; look++) {
		const status = await statusOf(item, id);
		if (status === wanted) return { id, status };
		if (wanted === 'active' && status !== 'starting') throw fellBack(item, id, status);
		const left = until - Date.now();
		if (left <= 0) throw tookTooLong(item, id, status, wanted, seconds);
		// The first looks come quickly: an installation may start flows at once.
		await pause(Math.min(left, LOOK_EVERY, 250 * 2 ** look), item.signal);
	}
}

function fellBack(item: Item, id: string, status: string): NodeOperationError {
	return new NodeOperationError(item.node, `The flow '${id}' did not start: it fell back to ${status}`, {
		description:
			'FlowMate could not deploy it and gives no reason. Check in FlowMate whether its components and their credentials are in order.',
	});
}

function tookTooLong(
	item: Item,
	id: string,
	status: string,
	wanted: string,
	seconds: number,
): NodeOperationError {
	return new NodeOperationError(item.node, `The flow '${id}' is still ${status} after ${seconds} seconds`, {
		description: `It may turn ${wanted} later. Raise 'Wait at Most', or look at it again with 'Get'.`,
	});
}
