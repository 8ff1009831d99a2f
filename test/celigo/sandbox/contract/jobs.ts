import type { Row } from './row';

const run = { _id: '{j}', type: 'flow', _flowId: '{f}', status: 'completed', numError: 3 };
const child = { _id: '{k}', type: 'import', _flowJobId: '{j}', _importId: '{s}' };
const children = [{ type: 'export', _exportId: '{x}' }, child];
const refused = { errors: [{ code: 'invalid_query' }] };

/** {j} is the job of a run of {f} that is over, {k} that of its import; {r} is the job of {o}, which still runs. */
export const JOBS: Row[] = [
	{ row: 35, call: 'GET /jobs/{j}', status: 200, answer: run },
	{ row: 35, call: 'GET /jobs/{k}', status: 200, answer: child, without: '_flowId' },
	{ row: 35, call: 'GET /jobs/{j}/family', status: 200, answer: { ...run, children } },
	{ row: 35, call: 'POST /jobs/family', body: ['{j}'], status: 200, answer: [{ ...run, children }] },
	{ row: 36, call: 'POST /jobs/current', body: {}, status: 200, answer: { jobs: [{ _id: '{r}' }] } },
	{
		row: 36,
		call: 'POST /jobs/current',
		body: { sandbox: false, status: ['queued', 'running'], _flowIds: ['{o}'] },
		status: 200,
		answer: { jobs: [{ _id: '{r}', status: 'running' }] },
	},
	{ row: 36, call: 'POST /jobs/current', body: { _flowIds: ['{f}'] }, status: 204 },
	{
		row: 37,
		call: 'PUT /jobs/{r}/cancel',
		body: {},
		status: 200,
		answer: { _id: '{r}', status: 'canceling' },
	},
	{ row: 37, call: 'PUT /jobs/{r}/cancel', status: 200, answer: { _id: '{r}', status: 'canceling' } },
	{
		row: 38,
		call: 'GET /jobs?type=flow&_flowId={f}&status=completed&startedAt_gte={day}T00:00:00Z&createdAt_lte={tomorrow}',
		status: 200,
		answer: [run],
	},
	{
		row: 39,
		call: 'GET /jobs?_integrationId={i}&_flowId={f}&type=retry&status=queued&status=running&_importId={s}',
		status: 200,
		answer: [{ _id: '{t}', type: 'retry', _importId: '{s}' }],
	},
	{
		row: 40,
		call: 'GET /jobs?_integrationId={i}&_flowId={f}&type_in[0]=flow&status=completed&status=canceled&status=failed&numError_gte=1&hideEmpty=true',
		status: 200,
		answer: [run],
	},
	{ row: 40, call: 'GET /jobs?_integrationId=none&type_in[0]=flow', status: 204 },
	{
		row: 41,
		call: 'GET /jobs?_integrationId={i}&type_in[0]=flow&type_in[1]=bulk_retry',
		status: 200,
		answer: [{ _id: '{r}' }, run],
	},
	{
		row: 41,
		call: 'GET /jobs?type_in[0]=flow&_flowId_in[0]={f}&_flowId_in[1]={x}',
		status: 200,
		answer: [run],
	},
	{
		row: 42,
		call: 'GET /jobs?type=flow&createdAt_gte={ms}&createdAt_lte={laterMs}',
		status: 200,
		answer: [{ _id: '{r}' }, run],
	},
	{ row: 42, call: 'GET /jobs?type=flow&createdAt_gte={day}&', status: 200, answer: [{ _id: '{r}' }, run] },
	{ row: 42, call: 'GET /jobs?type=flow&createdAt_gte={tomorrow}', status: 204 },
	{ row: 43, call: 'GET /jobs?type=import&_flowJobId={j}', status: 200, answer: [child] },
	{ row: 43, call: 'GET /jobs?_flowJobId={j}', status: 200, answer: { length: 2 }, without: '_flowId' },
	{ row: 43, call: 'GET /jobs?type=import&_importId={s}', status: 200, answer: [child] },
	{ row: 44, call: 'GET /jobs?type=export&_parentJobId={j}', status: 200, answer: [{ _exportId: '{x}' }] },
	{ row: 44, call: 'GET /jobs?_parentJobId={j}', status: 200, answer: { length: 2 } },
	{ row: 45, call: 'GET /jobs', status: 400, answer: refused },
	{ row: 45, call: 'GET /jobs?status=running', status: 400, answer: refused },
	{ row: 45, call: 'GET /jobs?type=import&status=running', status: 400, answer: refused },
	{ row: 45, call: 'GET /jobs?flow_id={f}', status: 400, answer: refused },
	{ row: 46, call: 'GET /flows/{f}/imports/{s}/errors', status: 404 },
	{ row: 46, call: 'DELETE /jobs/{j}', status: 404 },
	{ row: 47, leftOut: 'diagnostics and files of jobs', because: 'files of the account on another host' },
];
