import { entry } from '../kit/parameter';
import { flag, options, seconds } from '../kit/parameters';
import type { Item } from '../kit/scope';

export const waitForActive = entry(
	options,
	flag({
		displayName: 'Wait Until Active',
		name: 'wait',
		type: 'boolean',
		default: true,
		description: 'Whether to wait until the flow is active. Its webhook takes no data before that.',
	}),
);

export const waitForInactive = entry(
	options,
	flag({
		displayName: 'Wait Until Inactive',
		name: 'wait',
		type: 'boolean',
		default: true,
		description: 'Whether to wait until the flow is inactive. It cannot be updated or deleted before that.',
	}),
);

export const waitSeconds = entry(
	options,
	seconds({
		displayName: 'Wait at Most (Seconds)',
		name: 'waitSeconds',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 120,
		description: 'How long to wait before the item fails. The flow may still get there afterwards.',
	}),
);

/** 'Wait at Most', in seconds; undefined where nobody wants to wait. Read before anything is started or stopped. */
export const secondsToWait = (item: Item): number | undefined =>
	item.read(waitForActive) ? (item.read(waitSeconds) ?? 120) : undefined;
