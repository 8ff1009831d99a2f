import type { Row } from './row';

const dependents = { flows: [{ id: '{f}', paths: { length: 1 }, accessLevel: 'owner' }] };
const page = { data: { length: 20 }, pagedExportState: {} };

/** {c} is a connection that works, {down} one that does not. */
export const RESOURCES: Row[] = [
	{ row: 48, call: 'GET /integrations/{i}/connections', status: 200, answer: { length: 3 } },
	{
		row: 48,
		call: 'GET /integrations/{i}/connections?fetchQueueSize=true',
		status: 200,
		answer: [{ queues: [{ size: 0 }] }, {}, {}],
	},
	{ row: 48, call: 'GET /integrations/{i}/exports', status: 200, answer: { length: 3 } },
	{ row: 48, call: 'GET /integrations/{i}/imports', status: 200, answer: { length: 2 } },
	{
		row: 49,
		call: 'GET /integrations/{i}/errors?sandbox=true',
		status: 200,
		answer: [{ _flowId: '{o}', numError: 0 }, { _flowId: '{f}', numError: 2 }, {}, {}],
	},
	{ row: 49, call: 'GET /integrations/{finance}/errors', status: 200, answer: [{ numError: 0 }] },
	{
		row: 50,
		call: 'GET /integrations/{finance}/dependencies',
		status: 200,
		answer: { flows: { length: 1 } },
	},
	{
		row: 50,
		leftOut: "an integration's template, revisions, audit and shares",
		because: 'no operation uses them',
	},
	{
		row: 51,
		leftOut: 'registering connections',
		because: 'connections are read only, for flows to choose from',
	},
	{
		row: 52,
		leftOut: 'creating and cloning all but flows',
		because: 'no operation creates anything but flows',
	},
	{
		row: 53,
		leftOut: 'settings of integration apps, restoring',
		because: 'the node says that the app locks its flows',
	},
	{ row: 54, call: 'GET /integrations?sandbox=false', status: 200, answer: { length: 3 } },
	{ row: 54, call: 'GET /integrations?limit=2&skip=2', status: 200, answer: { length: 1 } },
	{ row: 54, call: 'GET /integrations/{i}', status: 200, answer: { _id: '{i}', name: 'Order to Cash' } },
	{
		row: 55,
		call: 'GET /connections?type=http&limit=2&skip=0',
		status: 200,
		answer: [{ offline: false }, {}],
	},
	{ row: 55, call: 'GET /connections?fetchQueueSize=true', status: 200, answer: { length: 5 } },
	{
		row: 55,
		call: 'GET /connections/{c}',
		status: 200,
		answer: { _id: '{c}', offline: false, netsuite: { auth: { token: { token: '******' } } } },
	},
	{ row: 55, call: 'GET /connections/{down}', status: 200, answer: { offline: true } },
	{ row: 56, call: 'POST /connections/{c}/ping', body: {}, status: 200 },
	{ row: 56, call: 'POST /connections/{c}/ping', status: 200 },
	{ row: 56, call: 'GET /connections/{c}/ping', status: 200, answer: { code: 200 } },
	{ row: 56, call: 'POST /connections/{down}/ping', body: {}, status: 422, answer: { errors: [{}] } },
	{
		row: 57,
		call: 'GET /connections/{c}/dependencies',
		status: 200,
		answer: { exports: [{}, {}], imports: [{}] },
	},
	{
		row: 57,
		leftOut: 'jobs, debug and test of a connection',
		because: 'debugging of connections; no operation uses it',
	},
	{
		row: 58,
		call: 'GET /exports?limit=2&skip=0&adaptorType=HTTPExport&_connectionId={c}&name=a&page=1&pageSize=5',
		status: 200,
		answer: { length: 2 },
	},
	{ row: 58, call: 'GET /exports', status: 200, answer: { length: 4 }, link: 'rel="self"' },
	{ row: 58, call: 'GET /imports', status: 200, answer: { length: 3 }, link: 'rel="self"' },
	{ row: 58, call: 'GET /exports/{x}', status: 200, answer: { _id: '{x}', adaptorType: 'NetSuiteExport' } },
	{ row: 58, call: 'GET /imports/{s}', status: 200, answer: { _id: '{s}', adaptorType: 'HTTPImport' } },
	{ row: 59, call: 'POST /exports/{x}/invoke', body: {}, status: 200, answer: page },
	{ row: 59, call: 'POST /exports/{x}/invoke', status: 200, answer: page },
	{
		row: 59,
		call: 'POST /exports/{x}/invoke',
		body: { pagedExportState: { skip: 40 } },
		status: 200,
		answer: { data: { length: 5 } },
	},
	{
		row: 60,
		leftOut: 'invoking imports, previews, test runs',
		because: 'the node runs exports by themselves, no imports',
	},
	{
		row: 61,
		call: 'PUT /exports/{x}/replaceConnection',
		body: { _newConnectionId: '{salesforce}' },
		status: 200,
	},
	{
		row: 61,
		call: 'PUT /imports/{s}/replaceConnection',
		body: { _connectionId: '{shopify}', _newConnectionId: '{salesforce}' },
		status: 200,
	},
	{ row: 61, call: 'GET /exports/{x}/dependencies', status: 200, answer: { flows: { length: 2 } } },
	{
		row: 61,
		call: 'GET /imports/{s}/dependencies',
		status: 200,
		answer: { flows: [dependents.flows[0], {}] },
	},
	{
		row: 62,
		leftOut: 'tags, environments, scripts, shares, notifications, audit of the account',
		because: 'no operation uses them',
	},
	{ row: 63, leftOut: 'lookup caches', because: 'no operation uses them' },
];
