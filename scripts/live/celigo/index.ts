import { celigoError } from '../cases/celigoError';
import { celigoAccount, celigoAllErrors } from '../cases/celigoAccount';
import { celigoFlow } from '../cases/celigoFlow';
import { celigoJob } from '../cases/celigoJob';
import { aboutGateway } from '../gateway';
import type { Case, Question } from '../verdict';
import { aboutLists } from './lists';
import type { CeligoWorld } from './world';
import { aboutWrites } from './writes';

export const cases: Array<Case<CeligoWorld>> = [
	...celigoFlow,
	...celigoJob,
	...celigoAccount,
	...celigoError,
	...celigoAllErrors,
];

export const questions: Array<Question<CeligoWorld>> = [...aboutLists, ...aboutWrites, ...aboutGateway];
