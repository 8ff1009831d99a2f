import { limit, returnAll } from '../kit/list';
import { output } from '../kit/output';
import { customOperationsOf, panel, subtitleOf } from '../kit/panel';
import { additionalFields, filters, options, sort, updateFields } from '../kit/parameters';
import { flowLocator } from '../parameters/flow';
import { notices } from '../parameters/notices';
import { userLocator } from '../parameters/user';
import { templateLocator } from '../parameters/template';
import { flowMate } from '../service';
import { execution } from './execution';
import { end, start } from './execution/days';
import { groupBy } from './execution/getCounts';
import { limitsParameters } from './execution/limitTargets';
import { percentages } from './execution/percentages';
import { currentWindow } from './execution/window';
import { flowsParameters } from '../many/parameters';
import { flow } from './flow';
import { changedFields, changesFrom } from './flow/updateMany';
import { template } from './template';
import { graph } from './template/create';
import { user } from './user';
import { password, username } from './user/create';
import { webhook } from './webhook';
import { dataParameters } from './webhook/data';
import { whichFlows } from './webhook/whichFlows';

export const resources = [webhook, flow, user, template, execution];

/** The panel's parameters from broad to narrow: which record, how many, what, then what may be left alone. */
export const properties = panel(flowMate, resources, [
	flowLocator,
	...flowsParameters,
	userLocator,
	templateLocator,
	...notices,
	username,
	password,
	graph,
	...limitsParameters,
	percentages,
	groupBy,
	currentWindow,
	start,
	end,
	returnAll,
	limit,
	whichFlows,
	...dataParameters,
	changesFrom,
	changedFields,
	updateFields,
	additionalFields,
	filters,
	...output,
	options,
	sort,
]);

export const subtitle = subtitleOf(resources);

/** Operations over many items, which the engine hands all input items at once. */
export const customOperations = customOperationsOf(flowMate, resources);
