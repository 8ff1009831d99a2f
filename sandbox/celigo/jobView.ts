import type { Options } from './options';
import type { Document, Job, State } from './state';

/**
 * A job as a client sees it. That of a step names the job of its run, but neither the flow nor the integration; the field for its
 * export or import, and that for its parent, differ from source to source.
 */
export function shown(job: Job, options: Options): Document {
	if (job._flowJobId === undefined) return job;
	const { _flowId, _integrationId, _flowJobId, _exportId, _importId, ...rest } = job;
	const { childParent, childStep, childFlow } = options;
	const step = _importId === undefined ? { _exportId } : { _importId };
	return {
		...rest,
		...(childFlow ? { _flowId, _integrationId } : {}),
		...(childParent === '_parentJobId' ? {} : { _flowJobId }),
		...(childParent === '_flowJobId' ? {} : { _parentJobId: _flowJobId }),
		...(childStep === 'typed' ? step : { _expOrImpId: _importId ?? _exportId }),
	};
}

/** The jobs of a run's steps. */
export const childrenOf = (state: State, { _id }: Job): Job[] =>
	[...state.jobs.values()].filter(({ _flowJobId }) => _flowJobId === _id);

/** The export or import that a job is of. */
export const stepOf = ({ _importId, _exportId }: Job): string => _importId ?? _exportId ?? '';

export function family(state: State, job: Job, options: Options): Document {
	return { ...shown(job, options), children: childrenOf(state, job).map((child) => shown(child, options)) };
}

export const isOver = ({ status }: Job): boolean => ['completed', 'failed', 'canceled'].includes(status);
