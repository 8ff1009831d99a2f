import { execution } from '../cases/execution';
import { flow } from '../cases/flow';
import { template } from '../cases/template';
import { trigger } from '../cases/trigger';
import { user } from '../cases/user';
import { webhook } from '../cases/webhook';
import type { Case, Question } from '../verdict';
import { aboutErrors } from './errors';
import { aboutExecutions } from './executions';
import { aboutFlows } from './flows';
import { aboutGateway } from '../gateway';
import { aboutLists } from './lists';
import { aboutUsers } from './users';
import type { FlowMateWorld } from './world';

export const cases: Array<Case<FlowMateWorld>> = [
	...user,
	...template,
	...flow,
	...webhook,
	...execution,
	...trigger,
];

/** The gateway is asked about last, since it is judged by all that went through. */
export const questions: Array<Question<FlowMateWorld>> = [
	...aboutUsers,
	...aboutLists,
	...aboutErrors,
	...aboutExecutions,
	...aboutFlows,
	...aboutGateway,
];
