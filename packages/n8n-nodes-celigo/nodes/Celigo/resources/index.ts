import { flowLocator, stepFlowLocator } from '../parameters/flow';
import { integrationLocator } from '../parameters/integration';
import { jobLocator } from '../parameters/job';
import {
	additionalFields,
	filters,
	limit,
	options,
	returnAll,
	output,
	updateFields,
} from '../parameters/list';
import { notices } from '../parameters/notices';
import { stepLocator } from '../parameters/step';
import { panel } from '../panel';
import { error } from './error';
import { state } from './error/getAll';
import { errorIds } from './error/resolve';
import { retryDataKeys } from './error/retry';
import { flow } from './flow';
import { connectionMap, connectionMapJson, connections } from './flow/connections';
import { disabled, name } from './flow/create';
import { flowJson } from './flow/replace';
import { sources, steps } from './flow/sources';
import { job } from './job';
import { wait } from './job/wait';

export const resources = [flow, job, error];

/** The panel's parameters from broad to narrow: which record, what, how many, then what may be left alone. */
export const properties = panel(resources, [
	flowLocator,
	stepFlowLocator,
	stepLocator,
	jobLocator,
	...notices,
	integrationLocator,
	name,
	disabled,
	sources,
	steps,
	flowJson,
	connections,
	connectionMap,
	connectionMapJson,
	errorIds,
	retryDataKeys,
	state,
	wait,
	returnAll,
	limit,
	updateFields,
	additionalFields,
	filters,
	...output,
	options,
]);
