import { Refusal } from './answers';
import { shown } from './jobView';
import type { Options } from './options';
import type { Document, Job, State } from './state';

/** Fields that a list of jobs can be asked for by, each with one value. */
const RECORDS = [
	'_integrationId',
	'_flowId',
	'_exportId',
	'_importId',
	'_flowJobId',
	'_parentJobId',
	'_bulkJobId',
];

/** Fields with a least (`_gte`, `_gt`) and a most (`_lte`, `_lt`). */
const TIMES = ['createdAt', 'startedAt', 'endedAt', 'lastModified'];
const COUNTS = ['numError', 'numResolved', 'numSuccess', 'numExport', 'numIgnore', 'numOpenError'];

type Test = (job: Job) => boolean;

/** The jobs that a query asks for, newest first. Names that Celigo does not know are ignored. @throws Refusal */
export function jobsAskedFor(state: State, query: URLSearchParams, options: Options): Document[] {
	const types = valuesOf(query, 'type');
	checkScope(query, types, options);
	const tests = [...recordTests(query, options), ...rangeTests(query), ...listTests(query, types)];
	return [...state.jobs.values()]
		.filter((job) => tests.every((test) => test(job)))
		.sort((a, b) => b.createdAt.localeCompare(a.createdAt))
		.map((job) => shown(job, options));
}

/** What is wanted of a field: its own value, repeated or not, and those of `field_in[0]` and so on. */
function valuesOf(query: URLSearchParams, field: string): string[] {
	return [...query].filter(([key]) => key.replace(/_in(\[\d*\])?$/, '') === field).map(([, value]) => value);
}

/** Jobs of steps are listed below a job, or below their step; all others below something. */
function checkScope(query: URLSearchParams, types: string[], { jobScope, jobsByStep }: Options): void {
	const has = (...fields: string[]) => fields.some((field) => valuesOf(query, field).some(Boolean));
	const hasDates = ['createdAt_gte', 'createdAt_lte'].some((key) => query.has(key));
	const ofSteps = types.some((type) => type === 'export' || type === 'import');
	if (ofSteps) {
		if (has('_flowJobId', '_parentJobId') || (jobsByStep && has('_exportId', '_importId'))) return;
		throw invalid('_flowJobId or the id of an export or import is required for this type.');
	}
	if (jobScope === 'nothing' || has(...RECORDS) || (jobScope === 'recordOrDates' && hasDates)) return;
	throw invalid(`One of ${[...RECORDS, 'createdAt_gte', 'createdAt_lte'].join(', ')} is required.`);
}

const invalid = (message: string) => new Refusal(400, 'invalid_query', message);

function recordTests(query: URLSearchParams, options: Options): Test[] {
	return RECORDS.map((field) => [field, valuesOf(query, field)] as const)
		.filter(([, wanted]) => wanted.length > 0)
		.map(
			([field, wanted]) =>
				(job) =>
					wanted.includes(String(recordOf(job, field, options))),
		);
}

/** Jobs of steps are found by either name of their parent, but not by their flow. `none` is for flows without an integration. */
function recordOf(job: Job, field: string, { childFlow }: Options): unknown {
	if (field === '_flowJobId' || field === '_parentJobId') return job._flowJobId;
	if (field !== '_flowId' && field !== '_integrationId') return job[field];
	if (job._flowJobId !== undefined && !childFlow) return undefined;
	return job[field] ?? (field === '_integrationId' ? 'none' : undefined);
}

function listTests(query: URLSearchParams, types: string[]): Test[] {
	const statuses = valuesOf(query, 'status');
	const retriable = query.get('retriable');
	const isEmpty: Test = (job) => COUNTS.every((count) => !job[count]);
	return [
		...(types.length > 0 ? [(job: Job) => types.includes(job.type)] : []),
		...(statuses.length > 0 ? [(job: Job) => statuses.includes(job.status)] : []),
		...(retriable === null ? [] : [(job: Job) => String(job.retriable ?? false) === retriable]),
		...(query.get('hideEmpty') === 'true' ? [(job: Job) => !isEmpty(job)] : []),
	];
}

function rangeTests(query: URLSearchParams): Test[] {
	return [...query].flatMap(([key, value]): Test[] => {
		const [, field, operator] = /^(.+)_(gte|gt|lte|lt)$/.exec(key) ?? [];
		const isTime = TIMES.includes(field);
		if (!isTime && !COUNTS.includes(field)) return [];
		const limit = isTime ? instant(query, value) : Number(value);
		if (Number.isNaN(limit)) throw invalid(`${key} is not valid.`);
		return [
			(job) => compare(isTime ? Date.parse(String(job[field])) : Number(job[field] ?? 0), operator, limit),
		];
	});
}

function compare(own: number, operator: string, limit: number): boolean {
	if (operator === 'gte') return own >= limit;
	if (operator === 'gt') return own > limit;
	return operator === 'lte' ? own <= limit : own < limit;
}

/**
 * Milliseconds since 1970, a day, or a time of ISO 8601. A count of errors together with an integration wants the latter, to the
 * millisecond.
 */
function instant(query: URLSearchParams, value: string): number {
	const isStrict =
		query.has('_integrationId') && [...query.keys()].some((key) => key.startsWith('numError_'));
	if (isStrict && !/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(value)) return NaN;
	if (/^\d{10,}$/.test(value)) return Number(value);
	return /^\d{4}-\d\d-\d\d(T[\d:.]+(Z|[+-]\d\d:?\d\d))?$/.test(value) ? Date.parse(value) : NaN;
}
