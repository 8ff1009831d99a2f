import { filters, options, additionalFields } from '../../../../../../nodes/FlowMate/kit/parameters';
import { limit, returnAll } from '../../../../../../nodes/FlowMate/kit/list';
import { output } from '../../../../../../nodes/FlowMate/kit/output';
import { customOperationsOf, panel } from '../../../../../../nodes/FlowMate/kit/panel';
import { bookLocator } from '../parameters';
import { shelf } from '../service';
import { book } from './book';
import { idField } from './book/withdrawMany';
import { loan } from './loan';
import { reader } from './loan/create';

const resources = [book, loan];

/** The panel's parameters from broad to narrow: which record, how many, what, then what may be left alone. */
export const properties = panel(shelf, resources, [
	bookLocator,
	idField,
	reader,
	returnAll,
	limit,
	additionalFields,
	filters,
	...output,
	options,
]);

/** Operations over many items, which the engine hands all input items at once. */
export const customOperations = customOperationsOf(shelf, resources);
