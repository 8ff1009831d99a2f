import type { IDataObject, NodeApiError } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import { pause } from '../../kit/clock';
import { sentence } from '../../kit/outcome';
import { shaped } from '../../kit/output';
import { entry } from '../../kit/parameter';
import { choice, flag, options, seconds } from '../../kit/parameters';
import { counted } from '../../kit/plural';
import type { Item, Scope } from '../../kit/scope';
import type { Outcome } from './document';
import { countsOf, fetchJob, isOver, jobShape, outcomeOf } from './document';

export const wait = flag({
	displayName: 'Wait for Completion',
	name: 'wait',
	type: 'boolean',
	default: false,
	description:
		'Whether to wait until the run is over and return its job with the counts of records. ' +
		"The field 'outcome' tells whether it completed without errors. " +
		"Leave 'Retry On Fail' in the node's settings off: it would run the flows of all items again.",
	builderHint: { propertyHint: 'Turn it on where later nodes need the counts or the outcome of the run' },
});

export const waitSeconds = entry(
	options,
	seconds({
		displayName: 'Wait at Most (Seconds)',
		name: 'waitSeconds',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 900,
		description: "How long to wait for the run where 'Wait for Completion' is on",
	}),
);

export const failWhen = entry(
	options,
	choice({
		displayName: 'Fail When',
		name: 'failWhen',
		type: 'options',
		options: [
			{
				name: 'Never',
				value: 'never',
				description: "Only return the 'outcome', also of a run that was refused or takes longer than 'Wait at Most'",
			},
			{ name: 'Run Failed or Any Record Did', value: 'errors' },
			{ name: 'Run Failed or Was Canceled', value: 'failed' },
		],
		default: 'failed',
		description: "Which outcomes make this item fail where 'Wait for Completion' is on",
	}),
);

/** Celigo's own pages look every five seconds; a short run is noticed sooner. */
const LOOK_EVERY = 5_000;

/** What a look is given even if the time is nearly up, in ms: Celigo's answer is wanted then, too. */
const LAST_LOOK = 10_000;

const FAILS: Record<'never' | 'failed' | 'errors', Outcome[]> = {
	never: [],
	failed: ['failed', 'canceled'],
	errors: ['failed', 'canceled', 'completedWithErrors'],
};

export interface WaitSettings {
	seconds: number;
	fails: Outcome[];
}

/** What is entered about waiting; undefined where nobody wants to wait. @throws NodeOperationError that names the parameter */
export function waitOf(scope: Scope): WaitSettings | undefined {
	if (!scope.read(wait)) return undefined;
	return { seconds: scope.read(waitSeconds) ?? 900, fails: FAILS[scope.read(failWhen) ?? 'failed'] };
}

/**
 * Looks at a job until it is over, or the time is up.
 *
 * @param flow the id of the flow that runs, for messages
 * @returns the job with its counts, and `outcome`: the job's status where it is not over
 * @throws NodeOperationError when the time is up, or for an outcome that 'Fail When' names, unless that is 'Never'
 */
export async function waitForJob(item: Item, id: string, flow: string, settings: WaitSettings): Promise<IDataObject> {
	const { fails } = settings;
	let job: IDataObject;
	try {
		job = await lastSeen(item, id, flow, settings);
	} catch (error) {
		return outcomeInstead(item, error as Error, settings, 'unknown');
	}
	const outcome = outcomeOf(job);
	if (fails.includes(outcome)) throw outcomeError(item, job, outcome, flow);
	return { ...shaped(item, job, jobShape), outcome };
}

/**
 * What to return of a run that has no job to look at.
 * @throws the error, unless 'Fail When' says that nothing which becomes of a run is to be one
 */
export function outcomeInstead(
	{ signal }: Scope,
	error: Error & { description?: string | null },
	settings: WaitSettings | undefined,
	outcome: 'refused' | 'unknown',
): IDataObject {
	if (!settings || settings.fails.length > 0 || signal?.aborted) throw error;
	return { outcome, message: [error.message, error.description].filter(Boolean).join('. ') };
}

async function lastSeen(
	scope: Scope,
	id: string,
	flow: string,
	{ seconds, fails }: WaitSettings,
): Promise<IDataObject> {
	const { clock } = scope.service;
	const until = clock.now() + seconds * 1_000;
	for (let look = 0; ; look++) {
		const job = await lookAt(scope, id, flow, Math.max(until, clock.now() + LAST_LOOK));
		const left = until - clock.now();
		if (isOver(job) || (left <= 0 && fails.length === 0)) return job;
		if (left <= 0) {
			throw scope.badInput(
				`The run of flow '${flow}' is still ${String(job.status)} after ${counted(seconds, 'second')}`,
				`It goes on in Celigo. Raise 'Wait at Most', set 'Fail When' to 'Never', or look at the job later: ${id}`,
			);
		}
		await pause(clock, Math.min(left, LOOK_EVERY, 500 * 2 ** look), scope.signal);
	}
}

/** The run has begun: what goes wrong from here on must not make anybody run the flow again. */
async function lookAt(scope: Scope, id: string, flow: string, deadline: number): Promise<IDataObject> {
	try {
		return await fetchJob(scope, id, { deadline });
	} catch (error) {
		const { message, description } = error as NodeOperationError;
		// No parameter names the job, which is what the advice about one that is not there is about.
		const advice = (error as NodeApiError).httpCode === '404' || !description ? '' : `${sentence(description)} `;
		throw new NodeOperationError(
			scope.node,
			`The flow '${flow}' was started, but its job could not be followed: ${message}`,
			{ description: `${advice}Look at the job instead of running the flow again: ${id}` },
		);
	}
}

function outcomeError(scope: Scope, job: IDataObject, outcome: Outcome, flow: string): NodeOperationError {
	const what = {
		failed: 'failed',
		canceled: 'was canceled',
		completedWithErrors: 'completed, but not for all records',
	}[outcome as 'failed' | 'canceled' | 'completedWithErrors'];
	return new NodeOperationError(scope.node, `The run of flow '${flow}' ${what} (${countsOf(job)})`, {
		description:
			`See what went wrong with 'Get Errors' of the resource Job, job ${String(job._id)}. ` +
			"Set 'Fail When' to 'Never' to go on with the outcome.",
	});
}
