import type { IDataObject } from 'n8n-workflow';
import { timeIn } from '../kit/answer';
import { success } from '../kit/done';
import { pathOf } from '../kit/path';
import type { Scope } from '../kit/scope';
import { errorsUnder } from '../resources/error/list';
import type { StepCount } from './errorItems';
import { groupedByFlow, itemOf } from './errorItems';
import { isCount, isName } from './rows';
import type { Settings } from './settings';
import type { Look, Watch } from './watch';

/** What is known of the errors of a step. */
export interface KnownStep {
	/** How many were open, and when the last of them occurred, as Celigo counts them: nothing is new while both stay. */
	open: number;
	last?: string;
	/** Errors that occurred before, in ms since 1970, are known. */
	from: number;
	/** IDs of those since then. */
	ids: string[];
}

/** By `<flow>/<step>`. */
export type KnownErrors = Record<string, KnownStep>;

/** An error may be listed a little later than it occurred, in ms. */
const OVERLAP = 10 * 60_000;

/** Most IDs that are kept of a step, but for those of the same millisecond. */
const MOST_IDS = 2_000;

/**
 * GET /integrations/{id}/errors and /flows/{id}/errors, which count; then GET /flows/{id}/{step}/errors of the steps whose counts have
 * changed. A step that had no errors before is read as a whole.
 */
export const watchErrors: Watch<KnownErrors> = async (scope, settings, state, look) => {
	const next: KnownErrors = { ...state };
	const items: IDataObject[] = [];
	const samples: IDataObject[] = [];
	for (const count of await countsOf(scope, settings, look)) {
		const key = `${count.flow}/${count.step}`;
		const known = state?.[key];
		if (known && known.open === count.open && known.last === count.last && count.last !== undefined) continue;
		// At first only the latest are looked at, so that they are known.
		const since = state ? known?.from : latest(count);
		const errors = await errorsSince(scope, count, since, look);
		const fresh = newIn(known, errors);
		next[key] = { open: count.open, last: count.last, ...remembered(known, errors, since) };
		if (errors.length > 0) samples.push(itemOf(count, errors));
		if (state && fresh.length > 0) items.push(itemOf(count, fresh));
	}
	const grouped = settings.groupBy === 'flow' ? groupedByFlow : (all: IDataObject[]) => all;
	return { found: grouped(items), next, sample: grouped(samples.slice(0, 1))[0] };
};

const latest = ({ last }: StepCount) => (last === undefined ? undefined : Date.parse(last) - OVERLAP || undefined);

/** Those of the errors that are not known. */
export function newIn(known: KnownStep | undefined, errors: IDataObject[]): IDataObject[] {
	const ids = new Set(known?.ids);
	return errors.filter((error) => !ids.has(String(error.errorId)) && isSince(error, known?.from ?? 0));
}

/**
 * What to remember of a step after its errors since a time were read. An error that is not listed for a while, such as
 * one that was resolved, may come back and is not new then.
 */
export function remembered(
	known: KnownStep | undefined,
	errors: IDataObject[],
	since = known?.from ?? 0,
): Pick<KnownStep, 'from' | 'ids'> {
	const times = errors
		.map(timeOf)
		.filter((time) => !Number.isNaN(time))
		.sort((a, b) => b - a);
	const from = Math.max(since, (times[0] ?? since) - OVERLAP, times[MOST_IDS] ?? 0);
	const ids = errors.filter((error) => isSince(error, from)).map(({ errorId }) => String(errorId));
	const all = [...new Set([...ids, ...(known?.ids ?? [])])];
	return { from, ids: all.slice(0, Math.max(ids.length, MOST_IDS)) };
}

const timeOf = ({ occurredAt }: IDataObject) => timeIn(occurredAt);

/** An error without a time may have occurred at any. */
const isSince = (error: IDataObject, from: number) => !(timeOf(error) < from);

async function countsOf(scope: Scope, { of }: Settings, look: Look): Promise<StepCount[]> {
	if (of && 'flow' in of) return await stepsWithErrors(scope, of.flow, look);
	const flows = await flowsWithErrors(scope, String(of?.integration), look);
	// A flow that was deleted is counted for a while.
	const counts = await Promise.all(flows.map(async (flow) => await stepsWithErrors(scope, flow, look, [404])));
	return counts.flat();
}

async function flowsWithErrors(scope: Scope, integration: string, look: Look): Promise<string[]> {
	const subject = { what: `integration '${integration}'`, parameter: "'Integration'", repeatable: true };
	const counts = await countsAt(scope, ['integrations', integration, 'errors'], ['errors', '_flowId'], subject, look);
	return counts.filter(({ numError }) => Number(numError) > 0).map(({ _flowId }) => String(_flowId));
}

async function stepsWithErrors(scope: Scope, flow: string, look: Look, accept?: number[]): Promise<StepCount[]> {
	const subject = { what: `flow '${flow}'`, parameter: "'Flow'", repeatable: true };
	const counts = await countsAt(scope, ['flows', flow, 'errors'], ['flowErrors', '_expOrImpId'], subject, look, accept);
	return counts
		.filter(({ numError }) => Number(numError) > 0)
		.map(({ _expOrImpId, numError, lastErrorAt }) => ({
			flow,
			step: String(_expOrImpId),
			open: Number(numError),
			last: typeof lastErrorAt === 'string' ? lastErrorAt : undefined,
		}));
}

async function countsAt(
	scope: Scope,
	segments: string[],
	[key, of]: [key: string, of: string],
	subject: { what: string; parameter: string; repeatable: boolean },
	{ time: { deadline }, rows }: Look,
	accept: number[] = [],
): Promise<IDataObject[]> {
	const request = { method: 'GET' as const, path: pathOf(...segments), subject, deadline, done: success, accept };
	const answer = await scope.send(request);
	if (accept.includes(answer.statusCode)) return [];
	return rows.under({ [of]: isName, numError: isCount }, key)(scope, answer, request);
}

async function errorsSince(
	scope: Scope,
	{ flow, step }: StepCount,
	from: number | undefined,
	{ time: { deadline }, rows }: Look,
): Promise<IDataObject[]> {
	const request = {
		method: 'GET' as const,
		path: pathOf('flows', flow, step, 'errors'),
		qs: { occurredAt_gte: from === undefined ? undefined : new Date(from).toISOString() },
		subject: { what: `step '${step}' of flow '${flow}'`, parameter: "'Flow'", repeatable: true },
		deadline,
		done: success,
	};
	return await errorsUnder('errors', rows.under({ errorId: isName }, 'errors'))(scope, request, { wanted: Infinity });
}
