import type { IDataObject } from 'n8n-workflow';
import type { List } from '../kit/list';
import { flowList } from '../service';
import { isOwnedBy } from './flow';

/**
 * GET /flows, each flow looked at once more: FlowMate is said not to heed `filter[user]` and `filter[status]` both at once, and what is
 * done to a customer's flows must not be done to another's. Where it did not heed them, the list is read anew, and what fits is selected.
 */
export const flowsAsAsked: List = async (scope, request, selection) => {
	const fits = fitting(request.qs ?? {});
	const flows = await flowList(scope, request, selection);
	if (flows.every(fits)) return flows;
	const { keep } = selection;
	return await flowList(scope, request, { ...selection, keep: (flow) => fits(flow) && (keep?.(flow) ?? true) });
};

/** What a flow does not tell is taken as FlowMate's filter has it. */
const fitting =
	({ 'filter[user]': user, 'filter[status]': asked }: IDataObject) =>
	(flow: IDataObject): boolean =>
		(!user || isOwnedBy(flow, String(user))) && (!asked || !flow.status || flow.status === asked);
