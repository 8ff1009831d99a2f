import { additionalFields, updateFields } from '../parameters/fields';
import { flowLocator } from '../parameters/flow';
import { filters, limit, options, returnAll, output, sort } from '../parameters/list';
import { notices } from '../parameters/notices';
import { userLocator } from '../parameters/user';
import { templateLocator } from '../parameters/template';
import { customOperationsOf, panel } from '../panel';
import { execution } from './execution';
import { end, groupBy, start } from './execution/getCounts';
import { flowsParameters } from '../many/parameters';
import { flow } from './flow';
import { changedFields, changesFrom } from './flow/updateMany';
import { template } from './template';
import { graph } from './template/create';
import { user } from './user';
import { password, username } from './user/create';
import { webhook } from './webhook';
import { dataFields, dataJson, dataMode } from './webhook/data';
import { mappedFields } from './webhook/mapping';

export const resources = [flow, user, template, execution, webhook];

/** The panel's parameters from broad to narrow: which record, how many, what, then what may be left alone. */
export const properties = panel(resources, [
	flowLocator,
	...flowsParameters,
	userLocator,
	templateLocator,
	...notices,
	username,
	password,
	graph,
	groupBy,
	start,
	end,
	returnAll,
	limit,
	dataMode,
	dataJson,
	dataFields,
	mappedFields,
	changesFrom,
	changedFields,
	updateFields,
	additionalFields,
	filters,
	...output,
	options,
	sort,
]);

/** Operations over many items, which the engine hands all input items at once. */
export const customOperations = customOperationsOf(resources);
