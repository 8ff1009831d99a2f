import { createHash } from 'node:crypto';
import type { Scope } from '../kit/scope';
import { groupBy } from '../resources/execution/getCounts';
import { timezone, zoneOf } from '../resources/execution/window';
import { keys } from './keys';
import { keyLimits, percentages } from './limitParameters';
import type { Limits } from './limits';
import type { Rules } from './plan';
import * as parameters from './parameters';

/** The node's parameters, checked. */
export interface Settings extends Rules {
	/** Whether all changes of a poll come as one item. */
	combine: boolean;
	/** Whether the names of users and flows are looked up. */
	addNames: boolean;
	/** Digest of what is counted. A state that was made under another one is of no use. */
	fingerprint: string;
}

/** Reads all parameters. @throws NodeOperationError that names the parameter */
export async function readSettings(scope: Scope, triggerOn: Rules['triggerOn']): Promise<Settings> {
	const grouping = scope.read(groupBy);
	const window = readWindow(scope, triggerOn);
	const zone = zoneOf(scope, timezone);
	const only = await scope.read(keys);
	const credential = scope.node.credentials?.[scope.service.credential]?.id;
	const counted = [triggerOn, grouping, window, zone, credential];
	return {
		triggerOn,
		groupBy: grouping,
		window,
		timezone: zone,
		only,
		limits: triggerOn === 'limit' ? readLimits(scope) : NO_LIMITS,
		minDifference: triggerOn === 'executions' ? scope.read(parameters.minDifference) : 1,
		emitExisting: scope.read(parameters.emitExisting) ?? false,
		combine: scope.read(parameters.combine) ?? false,
		addNames: scope.read(parameters.addNames) ?? false,
		fingerprint: createHash('sha256').update(JSON.stringify(counted)).digest('base64url'),
	};
}

const NO_LIMITS: Limits = { percentages: [], byDefault: 0, byKey: new Map() };

function readLimits(scope: Scope): Limits {
	const limits = {
		percentages: scope.read(percentages),
		byDefault: scope.read(parameters.limit),
		byKey: scope.read(keyLimits),
	};
	if (limits.byDefault > 0 || limits.byKey.size > 0) return limits;
	throw scope.badInput(
		"'Limit' is not set",
		"Enter a number of executions under 'Limit', or limits of their own under 'Individual Limits'",
	);
}

function readWindow(scope: Scope, triggerOn: Rules['triggerOn']): Rules['window'] {
	const window = scope.read(parameters.anyWindow);
	if (window !== 'lastDays') return window;
	if (triggerOn === 'executions') {
		throw scope.badInput(
			"'Window' cannot be 'Last Days' when 'Trigger On' is 'Executions Counted'",
			'The count of the last days falls while executions go on, so that its rise does not tell how many there ' +
				'were. Choose a day, week or month.',
		);
	}
	const days = scope.read(parameters.days);
	if (days <= parameters.MOST_DAYS) return { lastDays: days };
	throw scope.badInput(`'Days' must be ${parameters.MOST_DAYS} or less`, 'Choose a shorter window');
}
