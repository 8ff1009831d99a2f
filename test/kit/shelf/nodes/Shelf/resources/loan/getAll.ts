import { limit, returnAll } from '../../../../../../../nodes/FlowMate/kit/list';
import { operation } from '../../../../../../../nodes/FlowMate/kit/operation';
import { loanList } from '../../service';

/** GET /loans. Answers 200 { result: [Loan], next?: path }. */
export const getAll = operation({
	name: 'Get Many',
	value: 'getAll',
	action: 'Get many loans',
	description: 'Retrieve loans, oldest first',
	method: 'GET',
	path: ['loans'],
	uses: [returnAll, limit],
	list: loanList,
});
