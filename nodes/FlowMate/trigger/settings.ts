import { createHash } from 'node:crypto';
import type { IDataObject, IExecutePaginationFunctions, IPollFunctions } from 'n8n-workflow';
import { readFlow } from '../parameters/flow';
import { readUser } from '../parameters/user';
import { isRecord } from '../request/answer';
import { inputError } from '../request/errors';
import { Item } from '../request/item';
import { CREDENTIAL } from '../request/send';
import { dayIn } from './calendar';
import type { Rules } from './decide';
import { readKeyLimits, readPercentages, wholeNumber } from './limitParameters';
import type { Limits } from './limits';
import { matchable } from './limits';

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
export async function readSettings(context: IPollFunctions): Promise<Settings> {
	const parameter = (name: string): unknown => context.getNodeParameter(name, '');
	const triggerOn = oneOf(context, 'Trigger On', parameter('triggerOn'), [
		'executions',
		'limit',
		'snapshot',
	] as const);
	const groupBy = oneOf(context, 'Group By', parameter('groupBy'), ['user', 'flow', 'component'] as const);
	const window = readWindow(context, triggerOn, parameter);
	const timezone = readTimezone(context, parameter('timezone'));
	const only = await readKeys(context, groupBy, parameter('keys'));
	const options = isRecord(parameter('options')) ? (parameter('options') as IDataObject) : {};
	const credential = context.getNode().credentials?.[CREDENTIAL]?.id;
	const counted = [triggerOn, groupBy, window, timezone, only && [...only].sort(), credential];
	return {
		triggerOn,
		groupBy,
		window,
		timezone,
		only,
		limits: triggerOn === 'limit' ? readLimits(context, parameter) : NO_LIMITS,
		minDifference:
			triggerOn === 'executions'
				? wholeNumber(context, 'Minimum Difference', parameter('minDifference'), 1)
				: 1,
		emitExisting: options.emitExisting === true,
		combine: options.combine === true,
		addNames: options.addNames === true,
		fingerprint: createHash('sha256').update(JSON.stringify(counted)).digest('base64url'),
	};
}

type Read = (name: string) => unknown;

const NO_LIMITS: Limits = { percentages: [], byDefault: 0, byKey: new Map() };

function readLimits(context: IPollFunctions, parameter: Read): Limits {
	const limits = {
		percentages: readPercentages(context, parameter('percentages')),
		byDefault: wholeNumber(context, 'Limit', parameter('limit'), 0),
		byKey: readKeyLimits(context, parameter('keyLimits')),
	};
	if (limits.byDefault === 0 && limits.byKey.size === 0) {
		throw inputError(
			context.getNode(),
			"'Limit' is not set",
			"Enter a number of executions under 'Limit', or limits of their own under 'Limits per Key'",
		);
	}
	return limits;
}

function readWindow(
	context: IPollFunctions,
	triggerOn: Rules['triggerOn'],
	parameter: Read,
): Rules['window'] {
	const window = oneOf(context, 'Window', parameter('window'), ['day', 'week', 'month', 'lastDays'] as const);
	if (window !== 'lastDays') return window;
	if (triggerOn === 'executions') {
		throw inputError(
			context.getNode(),
			"'Window' cannot be 'Last Days' when 'Trigger On' is 'Executions Counted'",
			'The count of the last days falls while executions go on, so that its rise does not tell how many there were. Choose a day, week or month.',
		);
	}
	return { lastDays: wholeNumber(context, 'Days', parameter('days'), 1) };
}

function readTimezone(context: IPollFunctions, value: unknown): string {
	const timezone = String(value ?? '').trim() || context.getTimezone();
	try {
		dayIn(timezone, 0);
		return timezone;
	} catch {
		throw inputError(
			context.getNode(),
			`'Timezone' is not a time zone: ${JSON.stringify(timezone).slice(0, 60)}`,
			'Enter a name such as Europe/Berlin or UTC, or leave it empty for the time zone of the workflow',
		);
	}
}

/**
 * The keys and user names to keep to, from `{ selected: [{ user | flow | component }], ids: [{ ids: 'a, b' }] }`, or from a text or
 * array that an expression gave. Undefined where nothing was added: a filter that is there but empty is refused, since it would let all pass.
 */
async function readKeys(
	context: IPollFunctions,
	groupBy: Rules['groupBy'],
	value: unknown,
): Promise<Set<string> | undefined> {
	const { selected, ids } = isRecord(value) ? value : { selected: undefined, ids: value };
	const keys: string[] = [];
	for (const entry of Array.isArray(selected) ? (selected as IDataObject[]) : []) {
		keys.push(await readSelected(context, groupBy, entry[groupBy]));
	}
	const lists = Array.isArray(ids) ? (ids as unknown[]) : ids ? [ids] : [];
	for (const list of lists) {
		const texts = String(isRecord(list) ? (list.ids ?? '') : list).split(/[\s,;]+/);
		const found = texts.filter((text) => text !== '');
		if (found.length === 0) throw emptyFilter(context, 'IDs');
		keys.push(...found);
	}
	return keys.length > 0 ? new Set(keys.map(matchable)) : undefined;
}

async function readSelected(
	context: IPollFunctions,
	groupBy: Rules['groupBy'],
	value: unknown,
): Promise<string> {
	const item = new Item(context as unknown as IExecutePaginationFunctions);
	if (groupBy === 'flow') return await readFlow(item, value);
	const text = isRecord(value) ? value.value : value;
	const isText = groupBy === 'component' || (isRecord(value) && value.mode === 'username');
	if (!isText) return await readUser(item, value);
	// A user name needs no lookup: the counts of users name it, too.
	if (typeof text !== 'string' || !text.trim()) {
		throw emptyFilter(context, groupBy === 'component' ? 'Component ID' : 'User');
	}
	return text;
}

const emptyFilter = (context: IPollFunctions, displayName: string) =>
	inputError(
		context.getNode(),
		`'${displayName}' under 'Only These' is empty`,
		'Enter what to keep to, or remove the entry to have all',
	);

function oneOf<T extends string>(
	context: IPollFunctions,
	displayName: string,
	value: unknown,
	allowed: readonly T[],
): T {
	if (allowed.includes(value as T)) return value as T;
	throw inputError(
		context.getNode(),
		`'${displayName}' is not one of ${allowed.join(', ')}: ${JSON.stringify(value)?.slice(0, 60)}`,
		'Choose one of these values',
	);
}
