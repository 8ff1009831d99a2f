/**
 * Every answer of flowmate-exchanges.json that is no success, with the operation that can meet it and the message that a user then
 * reads: `[operation, message]`. Ids and the host are left out of the messages. A text alone is the reason why no operation can meet it.
 */
export const RECORDED: Record<string, [operation: string, message: string] | string> = {
	'login: login, wrong password': ['user.getCurrent', 'FlowMate did not accept the password'],
	'login: login, no body at all': ['user.getCurrent', 'This FlowMate account cannot log in with a password'],
	'login: login, form-encoded': [
		'user.getCurrent',
		"'Base URL' in the FlowMate credential does not lead to FlowMate: HOST answered with a web page",
	],
	'users: login of a DISABLED user': ['user.getCurrent', 'This FlowMate account is disabled'],

	'users: filter by userId, malformed': [
		'user.getAll',
		'FlowMate could not handle the request for the users: The filter is invalid. (HTTP 500)',
	],
	'users: filter by username as a plain user': ['user.getAll', 'This FlowMate account may not use the users'],
	'users: create user, duplicate username': [
		'user.create',
		"'User Name' is taken: FlowMate has a user with this user name",
	],
	'users: create user, duplicate username in other case': [
		'user.create',
		"'User Name' is taken: FlowMate has a user with this user name",
	],
	'users: create user, unknown status': [
		'user.create',
		"FlowMate did not accept 'User Name', or something under 'Additional Fields' such as 'Role IDs': INPUT_INVALID",
	],
	'users: create user, broken JSON': [
		'user.create',
		"FlowMate did not accept the input for the users: Expected property name or '}' in JSON at position 1",
	],
	'users: create user, no body': [
		'user.create',
		'FlowMate could not handle the request for the users: No password was given (HTTP 500)',
	],
	'users: create as a plain user': ['user.create', 'This FlowMate account may not use the users'],
	'users: create user with a permission outside the common list, as tenant admin': [
		'user.create',
		'This FlowMate account may not give a user these permissions or roles',
	],
	'users: get user by id, unknown': ['user.get', 'There is no user ID'],
	'users: get user by id, malformed': [
		'user.get',
		'FlowMate could not handle the request for user ID: UNKNOWN_ERROR (HTTP 500)',
	],
	'users: get by id (own id) as a plain user': ['user.get', 'This FlowMate account may not use user ID'],

	// No operation creates flows, but the same checks answer an update.
	'flows: create as tenant admin': ['flow.update', 'This FlowMate account may not use flow ID'],
	'flows: create, graph missing': [
		'flow.update',
		'FlowMate did not accept the input for flow ID: Flows require a graph.',
	],
	'flows: create, no nodes': [
		'flow.update',
		'FlowMate did not accept the input for flow ID: Flows require at least one node.',
	],
	'flows: create, status set by hand': [
		'flow.update',
		'FlowMate did not accept the input for flow ID: Flow status cannot be set manually. Use the flow start/stop end points instead.',
	],
	'flows: create, bad cron': [
		'flow.update',
		'FlowMate did not accept the input for flow ID: Invalid cron expression.',
	],
	'flows: create, componentId is no object id': [
		'flow.update',
		'FlowMate did not accept the input for flow ID: Cast to ObjectId failed for value "nope" (type string) at path "componentId" because of "BSONTypeError"',
	],
	'flows: create, broken JSON': [
		'flow.update',
		'FlowMate did not accept the input for flow ID: Unexpected end of JSON input',
	],
	'flows: create, body above 100 kB': ['flow.update', 'The data for flow ID is larger than FlowMate accepts'],
	'flows: list as tenant admin': ['flow.getAll', 'This FlowMate account may not use the flows'],
	'flows: page[number]=0': 'neverAnswered.test.ts: no parameter leads to it',
	'flows: page[number]=-1': 'neverAnswered.test.ts: no parameter leads to it',
	'misc: search given twice': 'neverAnswered.test.ts: no parameter leads to it',
	'flows: filter[status]=starting': [
		'flow.getAll',
		'FlowMate did not accept the input for the flows: Invalid filter[status] parameter',
	],
	'flows: filter[status]= (empty)': [
		'flow.getAll',
		'FlowMate did not accept the input for the flows: Invalid filter[status] parameter',
	],
	'flows: filter[type]=nope': [
		'flow.getAll',
		'FlowMate did not accept the input for the flows: Invalid filter[type] parameter',
	],
	'flows: sort=status (not sortable)': [
		'flow.getAll',
		'FlowMate did not accept the input for the flows: Invalid sort parameter',
	],
	'flows: get by id, malformed': ['flow.get', 'FlowMate did not accept the input for flow ID: Invalid id'],
	"flows: get another user's flow as U1": ['flow.get', 'There is no flow ID'],
	'flows: GET /flows/multiple (a word where an id is due)':
		'ids.test.ts: a word where an id is due makes no request',
	'flows: PATCH, malformed id': ['flow.update', 'FlowMate did not accept the input for flow ID: Invalid id'],
	'flows: PATCH, unknown id': ['flow.update', 'There is no flow ID'],
	'flows: PATCH, status by hand': [
		'flow.update',
		'FlowMate did not accept the input for flow ID: Flow status cannot be set manually. Use the flow start/stop end points instead.',
	],
	'flows: PATCH, graph without nodes': [
		'flow.update',
		'FlowMate did not accept the input for flow ID: Flows require at least one node.',
	],
	'flows: PATCH, broken JSON': [
		'flow.update',
		"FlowMate did not accept the input for flow ID: Expected property name or '}' in JSON at position 1",
	],
	'flows: PATCH while stopping': [
		'flow.update',
		'The flow ID is still stopping: only inactive flows can be changed or deleted',
	],
	'flows: bulk PATCH without flows.bulk (U1)': [
		'flow.updateMany',
		'This FlowMate account may not use flow ID',
	],
	'flows: start, malformed id': ['flow.start', 'FlowMate did not accept the input for flow ID: Invalid id'],
	'flows: start, unknown id': ['flow.start', 'There is no flow ID'],
	'flows: stop, malformed id': ['flow.stop', 'FlowMate did not accept the input for flow ID: Invalid id'],
	'flows: start multiple, one unknown id (first)': [
		'flow.startMany',
		'FlowMate did not say whether it could start the flow ID',
	],
	'flows: start multiple, object body': [
		'flow.startMany',
		'FlowMate could not handle the request for the flows: No flow ids given. Expecting an array of flow ids (HTTP 500)',
	],
	'flows: start multiple, no body': [
		'flow.startMany',
		'FlowMate could not handle the request for the flows: No flow ids given. Expecting an array of flow ids (HTTP 500)',
	],
	'flows: DELETE while active': [
		'flow.delete',
		'The flow ID is active: only inactive flows can be changed or deleted',
	],
	'flows: delete a flow stuck in stopping': [
		'flow.delete',
		'The flow ID is still stopping: only inactive flows can be changed or deleted',
	],
	'flows: delete, malformed id': ['flow.delete', 'FlowMate did not accept the input for flow ID: Invalid id'],
	'flows: delete, unknown id': ['flow.delete', 'There is no flow ID'],
	'flows: delete again': ['flow.delete', 'There is no flow ID'],

	'templates: create, graph missing': [
		'template.create',
		'FlowMate did not accept the input for the templates: Flow Templates require a graph.',
	],
	'templates: create, empty object': [
		'template.create',
		'FlowMate did not accept the input for the templates: Flow Templates require a graph.',
	],
	'templates: filter[status]=published': [
		'template.getAll',
		'FlowMate did not accept the input for the templates: Invalid filter[status] parameter',
	],
	'templates: filter[user] as U1': [
		'template.getAll',
		'This FlowMate account may not use the templates: Filtering by user is only available to admins',
	],
	'templates: sort= (empty)': [
		'template.getAll',
		'FlowMate did not accept the input for the templates: Invalid sort parameter',
	],
	'templates: get by id, malformed': [
		'template.get',
		'FlowMate did not accept the input for template ID: Invalid id',
	],
	'templates: get by id, unknown': ['template.get', 'There is no template ID'],
	'templates: PATCH, malformed id': [
		'template.update',
		'FlowMate did not accept the input for template ID: Invalid id',
	],
	'templates: PATCH, invalid cron': [
		'template.update',
		'FlowMate did not accept the input for template ID: Invalid cron expression.',
	],
	'templates: generate flow, overrides make it invalid': [
		'template.generateFlow',
		'FlowMate could not handle the request for template ID (HTTP 500)',
	],
	'templates: generate flow, malformed id': [
		'template.generateFlow',
		'FlowMate did not accept the input for template ID: Invalid id',
	],
	'templates: generate flow, unknown id': ['template.generateFlow', 'There is no template ID'],
	'templates: delete, malformed id': [
		'template.delete',
		'FlowMate did not accept the input for template ID: Invalid id',
	],
	'templates: delete, unknown id': ['template.delete', 'There is no template ID'],

	'webhooks: malformed flow id': [
		'webhook.send',
		'FlowMate could not handle the request for flow ID: Cast to ObjectId failed for value "zzz" (type string) at path "_id" for model "Flow" (HTTP 500)',
	],
	'webhooks: active flow, no Content-Type': [
		'webhook.send',
		'FlowMate could not handle the request for flow ID: Content-Type header is missing (HTTP 415)',
	],
	'webhooks: active flow, broken JSON': [
		'webhook.send',
		'FlowMate did not accept the input for flow ID: Unexpected end of JSON input',
	],
	'webhooks: active flow, JSON scalar': [
		'webhook.send',
		'FlowMate did not accept the input for flow ID: Unexpected token "',
	],
	'webhooks: active flow, PUT': 'the node sends data by POST only',
	'webhooks: just stopped': ['webhook.send', 'The flow ID takes no data: it is inactive'],
	'webhooks: auth required, none given': [
		'webhook.send',
		'The flow ID takes data from authorized senders only',
	],
	'webhooks: auth required, garbage token': [
		'webhook.send',
		'The flow ID takes data from authorized senders only',
	],
	'webhooks: active flow that has a cron': [
		'webhook.send',
		'The flow ID takes no data: it runs on a schedule (0 2 * * *)',
	],
	'misc: foreign Origin: /webhooks': [
		'webhook.send',
		'FlowMate could not handle the request for flow ID: Not allowed by CORS (HTTP 500)',
	],
};

/** What the flow was like where that shows in the message, since the node looks at it after the answer. */
export const FLOW_THEN: Record<string, { status?: string; cron?: string }> = {
	'webhooks: just stopped': { status: 'inactive' },
	'webhooks: active flow that has a cron': { cron: '0 2 * * *' },
};

/** Answers to a token that is missing, malformed, unknown or expired. The node logs in anew, and this is what comes of it in vain. */
export const NO_SESSION = 'FlowMate did not accept the session';
