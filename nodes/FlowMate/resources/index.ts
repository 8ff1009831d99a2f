import { additionalFields, updateFields } from '../parameters/fields';
import { flowLocator } from '../parameters/flow';
import { filters, limit, options, returnAll, simplify, sort } from '../parameters/list';
import { userLocator } from '../parameters/user';
import { panel } from '../panel';
import { flow } from './flow';
import { user } from './user';
import { webhook } from './webhook';
import { dataFields, dataJson, dataMode } from './webhook/data';

export const resources = [flow, user, webhook];

/** The panel's parameters from broad to narrow: which record, how many, what, then what may be left alone. */
export const properties = panel(resources, [
	flowLocator,
	userLocator,
	returnAll,
	limit,
	dataMode,
	dataJson,
	dataFields,
	updateFields,
	additionalFields,
	filters,
	simplify,
	options,
	sort,
]);
