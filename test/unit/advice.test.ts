import { NodeApiError, NodeOperationError } from 'n8n-workflow';
import {
	answerError,
	connectionError,
	forItem,
	inputError,
	unreadableError,
} from '../../nodes/FlowMate/kit/errors';
import type { Subject } from '../../nodes/FlowMate/kit/subject';
import { flowMate } from '../../nodes/FlowMate/service';
import { NODE } from './item';

const FLOW: Subject = {
	what: "flow 'a1'",
	parameter: "'Flow'",
	permission: 'flows.write',
	repeatable: true,
};
const LIST: Subject = { what: 'the flows', repeatable: true };

const told = ({ message, description, httpCode }: NodeApiError) => [httpCode, message, description];
const refused = (statusCode: number, body: unknown, subject = FLOW) =>
	told(answerError(flowMate, NODE, { statusCode, headers: {}, body }, subject));

describe('An answer that is no success tells what happened and what to do', () => {
	test.each([
		[
			400,
			{ errors: [{ message: 'Invalid cron expression.', code: 400 }] },
			"FlowMate did not accept the input for flow 'a1': Invalid cron expression.",
			'Correct the named value and run the node again',
		],
		[
			400,
			{},
			"FlowMate did not accept the input for flow 'a1'",
			'Correct the named value and run the node again',
		],
		[
			401,
			{ message: 'VALIDATION_ERROR' },
			'FlowMate did not accept the session',
			'Test the FlowMate credential; something else may log in with the same account at the same time',
		],
		[
			403,
			{ errors: [{ message: 'MISSING_PERMISSION', code: 403 }] },
			"This FlowMate account may not use flow 'a1'",
			"FlowMate demands the permission flows.write. Use another account, or the option 'Act as User'.",
		],
		[
			404,
			{ errors: [{ message: 'No flow found', code: 404 }] },
			"There is no flow 'a1'",
			"Check 'Flow'. FlowMate says the same of what belongs to another user or tenant.",
		],
		[
			404,
			'<!DOCTYPE html><pre>Cannot GET /flows/a1</pre>',
			"FlowMate does not offer flow 'a1' at this address",
			"Check 'Base URL' in the FlowMate credential",
		],
		[
			409,
			{ errors: [{ message: 'Flow is not inactive. Current status: active', code: 409 }] },
			"The flow 'a1' is active: only inactive flows can be changed or deleted",
			'Stop the flow, wait until it is inactive, then run this again',
		],
		[
			409,
			{ errors: [{ message: 'Template is not a draft' }] },
			"FlowMate does not allow this in the present state of flow 'a1': Template is not a draft",
			"Look at its status with 'Get', and change that first",
		],
		[
			409,
			{ message: 'DUPLICATE_KEY' },
			"'User Name' is taken: FlowMate has a user with this user name",
			"Choose another 'User Name', or find the user with 'Get Many'. Upper and lower case are the same.",
		],
		[
			413,
			{ errors: [{ message: 'request entity too large', code: 413 }] },
			"The data for flow 'a1' is larger than FlowMate accepts",
			'FlowMate takes up to 100 kB in one request, and up to 10 MB at a webhook. Send less at once.',
		],
		[
			429,
			'Too Many Requests',
			'FlowMate asks to slow down',
			"Lower 'Max Requests in Flight' under 'Options', or run the workflow later",
		],
		[
			302,
			'',
			"The address under 'Base URL' leads on to another address",
			"Enter the final address under 'Base URL' in the FlowMate credential",
		],
		[
			502,
			'<html><body>Bad Gateway</body></html>',
			'FlowMate is not available at the moment (HTTP 502)',
			'Try again in a few minutes',
		],
		[
			500,
			{ errors: [{ message: {} }] },
			"FlowMate could not handle the request for flow 'a1' (HTTP 500)",
			'FlowMate gave no usable reason. Check the values you send, above all nested JSON; if they are right, report it to FlowMate.',
		],
		[
			415,
			{ error: 'Content-Type header is missing' },
			"FlowMate could not handle the request for flow 'a1': Content-Type header is missing (HTTP 415)",
			'Check the values you send',
		],
	])('%d %j', (status, body, message, description) => {
		expect(refused(status, body)).toEqual([String(status), message, description]);
	});

	it("says in FlowMate's words what an account may not do", () => {
		const body = { errors: [{ message: 'Filtering by user is only available to admins', code: 403 }] };
		expect(refused(403, body, LIST)).toEqual([
			'403',
			'This FlowMate account may not use the flows: Filtering by user is only available to admins',
			'Leave out what the message names, or use an account that may do it',
		]);
	});

	it('names no permission where none is known', () => {
		expect(refused(403, {}, LIST)).toEqual([
			'403',
			'This FlowMate account may not use the flows',
			"Use another account, or the option 'Act as User'",
		]);
	});

	it('suspects the address where no parameter could be wrong', () => {
		expect(refused(404, 'Not Found', LIST)).toEqual([
			'404',
			'FlowMate does not offer the flows at this address',
			"Check 'Base URL' in the FlowMate credential",
		]);
	});

	it('warns of repeating what may have been carried out', () => {
		expect(refused(504, '', { ...FLOW, repeatable: false })).toEqual([
			'504',
			'FlowMate is not available at the moment (HTTP 504)',
			'FlowMate may have carried this out. Check in FlowMate before you repeat it.',
		]);
	});
});

const broken = (code: string, subject = FLOW) =>
	told(connectionError(flowMate, NODE, { code }, subject)).slice(1);

describe('A broken connection tells whether anything arrived', () => {
	test.each([
		['ENOTFOUND', 'The host FlowMate was not found'],
		['EAI_AGAIN', 'The host FlowMate was not found'],
		['ECONNREFUSED', 'FlowMate refused the connection'],
		['DEPTH_ZERO_SELF_SIGNED_CERT', 'The certificate of FlowMate is not trusted'],
	])('%s', (code, message) => {
		expect(broken(code)).toEqual([
			message,
			`Nothing was sent. Check 'Base URL' in the FlowMate credential and the network of this n8n (${code}).`,
		]);
	});

	test.each([
		['ECONNRESET', 'The connection to FlowMate broke off'],
		['ETIMEDOUT', 'FlowMate did not answer in time'],
		['ECONNABORTED', 'FlowMate did not answer in time'],
	])('%s', (code, message) => {
		expect(broken(code)).toEqual([message, `Try again later (${code}).`]);
		expect(broken(code, { ...FLOW, repeatable: false })).toEqual([
			message,
			`FlowMate may have carried this out (${code}). Check in FlowMate before you repeat it.`,
		]);
	});
});

describe('An answer that cannot be read', () => {
	it('is told from a web page', () => {
		const answer = { statusCode: 200, headers: {}, body: '{"data":[{"id":"a' };
		expect(told(unreadableError(flowMate, NODE, answer, LIST))).toEqual([
			'200',
			"FlowMate's answer about the flows could not be read",
			'The answer was cut short or has a form that this node does not know. Try again; if it stays so, report it with the operation you used.',
		]);
		expect(told(unreadableError(flowMate, NODE, { ...answer, body: '<html></html>' }, LIST))).toEqual([
			'200',
			'FlowMate answered with a web page when asked for the flows',
			"Check 'Base URL' in the FlowMate credential: it should be the address of the API",
		]);
	});
});

describe('An error of an item', () => {
	it('names the item once, however often it passes', () => {
		const error = inputError(NODE, "'Flow' is empty", 'Choose a flow');
		expect(forItem(NODE, forItem(NODE, error, 2), 2)).toBe(error);
		expect(error).toMatchObject({
			message: "'Flow' is empty [item 2]",
			description: 'Choose a flow',
			context: { itemIndex: 2 },
		});
	});

	it('stays an error of the API', () => {
		const error = answerError(flowMate, NODE, { statusCode: 404, headers: {}, body: '' }, FLOW);
		expect(forItem(NODE, error, 0)).toBe(error);
		expect(error).toMatchObject({ message: "There is no flow 'a1' [item 0]", httpCode: '404' });
	});

	it('becomes an error of the node where it was none', () => {
		const error = forItem(NODE, new RangeError("'' is no path segment"), 1);
		expect(error).toBeInstanceOf(NodeOperationError);
		expect(error.message).toBe("'' is no path segment [item 1]");
		expect(forItem(NODE, 'thrown text', 1).message).toBe('thrown text [item 1]');
	});
});

describe('What only some installations have', () => {
	const answer = (statusCode: number, body: unknown) => ({ statusCode, headers: {}, body });

	it('is the count of executions: the address need not be wrong', () => {
		const subject = { what: 'the execution counts', permission: 'icenter.read', repeatable: true };
		expect(flowMate.advise(answer(404, 'Not Found'), subject).description).toMatch(
			/^This installation may have no execution counts/,
		);
	});

	it('is an administrator, where a permission is not enough', () => {
		const subject = { what: 'the users', permission: 'tenant.account.read', repeatable: true };
		expect(flowMate.advise(answer(403, { message: 'FORBIDDEN' }), subject).description).toMatch(
			/^Here FlowMate wants an administrator/,
		);
	});
});
