import type { Row } from './row';

const open = { errorId: '{e}', retryDataKey: '{key}', source: 'application' };
const STEP = '/flows/{f}/{s}';

/** {e} is the error that {key} retries, {done} a resolved one, {next} the URL of what comes behind {e}, which begins with {e2}. */
export const ERRORS: Row[] = [
	{
		row: 25,
		call: 'GET /flows/{f}/errors',
		status: 200,
		answer: {
			flowErrors: [
				{ _expOrImpId: '{x}', numError: 0 },
				{ _expOrImpId: '{s}', numError: 2, lastErrorAt: '{time}' },
			],
		},
	},
	{ row: 26, call: `GET ${STEP}/errors`, status: 200, answer: { errors: [open, {}] } },
	{ row: 26, call: `GET ${STEP}/errors?`, status: 200, answer: { errors: [open, {}] } },
	{
		row: 26,
		call: `GET ${STEP}/errors?source=application&source=connection`,
		status: 200,
		answer: { errors: { length: 2 } },
	},
	{ row: 26, call: `GET ${STEP}/errors?source=connection`, status: 200, answer: { errors: { length: 0 } } },
	{
		row: 26,
		call: `GET ${STEP}/errors?classification=missing`,
		status: 200,
		answer: { errors: { length: 2 } },
	},
	{
		row: 26,
		call: `GET ${STEP}/errors?classification=value`,
		status: 200,
		answer: { errors: { length: 0 } },
	},
	{
		row: 26,
		call: `GET ${STEP}/errors?_flowJobId={j}&occurredAt_gte={day}T00:00:00.000Z&occurredAt_lte={tomorrow}T00:00:00.000Z`,
		status: 200,
		answer: { errors: { length: 2 } },
	},
	{ row: 26, call: `GET ${STEP}/errors?_flowJobId={r}`, status: 200, answer: { errors: { length: 0 } } },
	{
		row: 26,
		call: 'GET {next}&source=application',
		status: 200,
		answer: { errors: [{ errorId: '{e2}' }] },
	},
	{ row: 26, call: 'GET {next}&source=connection', status: 200, answer: { errors: { length: 0 } } },
	{
		row: 27,
		call: `GET ${STEP}/resolved`,
		status: 200,
		answer: { resolved: [{ errorId: '{done}', resolvedBy: '{user}', resolvedAt: '{time}' }] },
	},
	{
		row: 27,
		call: `GET ${STEP}/resolved?resolvedAt_gte={day}T00:00:00.000Z&resolvedAt_lte={tomorrow}T00:00:00.000Z&_flowJobId={j}`,
		status: 200,
		answer: { resolved: { length: 1 } },
	},
	{
		row: 27,
		call: `GET ${STEP}/resolved?resolvedAt_gte={tomorrow}T00:00:00.000Z`,
		status: 200,
		answer: { resolved: { length: 0 } },
	},
	{ row: 28, leftOut: 'signed URLs of errors', because: 'files that the web client lets a person download' },
	{ row: 29, call: `PUT ${STEP}/resolved`, body: { errors: ['{e}'] }, status: 204 },
	{ row: 29, call: `PUT ${STEP}/resolved`, body: { errorIds: ['{e}'] }, status: 204 },
	{ row: 29, call: `PUT ${STEP}/resolved`, body: {}, status: 204 },
	{ row: 30, call: `DELETE ${STEP}/resolved`, body: { errors: ['{done}'] }, status: 204 },
	{ row: 30, call: `DELETE ${STEP}/resolved`, status: 204 },
	{
		row: 31,
		call: `POST ${STEP}/retry`,
		body: { retryDataKeys: ['{key}'] },
		status: 200,
		answer: {
			_id: '{id}',
			type: 'retry',
			_flowId: '{f}',
			_importId: '{s}',
			status: 'queued',
			triggeredBy: '{user}',
		},
	},
	{
		row: 31,
		call: `POST ${STEP}/retry`,
		body: { errorIds: ['{e}'] },
		status: 200,
		answer: { type: 'retry' },
	},
	{
		row: 32,
		call: `GET ${STEP}/{key}/data`,
		status: 200,
		answer: { data: { id: '1001' }, traceKey: '1001' },
	},
	{ row: 32, call: `PUT ${STEP}/{key}/data`, body: { traceKey: '1001', data: { id: '7' } }, status: 204 },
	{
		row: 33,
		call: `PUT ${STEP}/errors/assign`,
		body: { errorIds: ['{e}'], email: 'ada@example.com', _userId: '{user}' },
		status: 204,
	},
	{ row: 33, call: `PUT ${STEP}/errors/unassign`, body: { errorIds: ['{e}'] }, status: 204 },
	{
		row: 33,
		call: `PUT ${STEP}/tags`,
		body: { errors: [{ id: '{e}', rdk: '{key}' }], tagIds: ['F3ZBQ'] },
		status: 204,
	},
	{ row: 33, call: `PUT ${STEP}/tags`, body: { errorIds: ['{e}'], tagIds: [] }, status: 204 },
	{ row: 34, leftOut: 'captured requests', because: 'debugging of connections; no operation uses it' },
];
