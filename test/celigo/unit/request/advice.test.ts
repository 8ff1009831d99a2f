import type { INode } from 'n8n-workflow';
import { answerError, connectionAdvice } from '../../../../packages/n8n-nodes-celigo/nodes/Celigo/kit/errors';
import { advise } from '../../../../packages/n8n-nodes-celigo/nodes/Celigo/request/advice';
import { celigo } from '../../../../packages/n8n-nodes-celigo/nodes/Celigo/service';

const NODE = { ...({} as INode), id: 'node', name: 'Celigo', parameters: {} };
const FLOW = { what: "flow '5f'", parameter: "'Flow'", repeatable: true };
const answer = (statusCode: number, body: unknown = '') => ({ statusCode, headers: {}, body });
const complaint = (code: string, message = 'Celigo said so.', field?: string) => ({
	errors: [{ code, message, field }],
});

describe('What is said', () => {
	test.each([
		[401, '', 'Celigo did not accept the API token'],
		[403, '', "This API token may not use flow '5f'"],
		[404, '', "There is no flow '5f'"],
		[409, '', "Celigo refused the request for flow '5f' (HTTP 409)"],
		[422, complaint('other'), "Celigo refused the request for flow '5f': Celigo said so."],
		[429, '', 'Celigo asks to slow down'],
		[302, '', "The address under 'Base URL' leads on to another address"],
		[500, '<html>', 'Celigo is not available at the moment (HTTP 500)'],
		[404, '<html>', "Celigo does not offer flow '5f' at this address"],
	])('of status %i with %j', (status, body, message) => {
		expect(advise(answer(status, body), FLOW).message).toBe(message);
	});

	test.each([
		['inactive_flow', "The flow '5f' is disabled"],
		['invalid_flow', "Celigo does not accept flow '5f' as it is: Celigo said so."],
		[
			'field_locked_by_integration_app',
			"An integration app manages flow '5f' and locks this field: Celigo said so.",
		],
		['invalid_ref', "Something that flow '5f' refers to does not exist: Celigo said so."],
		['invalid_connectionMap', "Celigo did not accept the connections for flow '5f': Celigo said so."],
		['audit_not_supported', "Celigo keeps no audit log for flow '5f'"],
		['access_restricted', "This API token may not use flow '5f'"],
		['feature_not_enabled', "The Celigo licence does not cover flow '5f': Celigo said so."],
	])('of the code %s, whatever the status', (code, message) => {
		expect(advise(answer(400, complaint(code)), FLOW).message).toBe(message);
		expect(advise(answer(422, complaint(code)), FLOW).message).toBe(message);
	});

	test.each([
		['_integrationId', "'Integration': _integrationId"],
		['pageGenerators[0]._exportId', "'Export': pageGenerators[0]._exportId"],
		['pageProcessors.0.somethingNew', "'Steps': pageProcessors.0.somethingNew"],
		['somethingNew', 'somethingNew'],
	])('names the field %s as the panel does', (field, shown) => {
		const { message } = advise(answer(422, complaint('other', 'Wrong.', field)), FLOW);
		expect(message).toBe(`Celigo refused the request for flow '5f': Wrong. (${shown})`);
	});

	it('tells whether a request may have been carried out', () => {
		expect(advise(answer(502), FLOW).description).toBe('Try again in a few minutes');
		const once = { ...FLOW, repeatable: false, findOut: 'Look for its job' };
		const expected = /^Celigo may have carried this out.*\. Look for its job before you repeat it\.$/;
		expect(answerError(celigo, NODE, answer(502), once).description).toMatch(expected);
		expect(connectionAdvice(celigo, 'ETIMEDOUT', once).description).toMatch(expected);
	});

	test.each([
		['ENOTFOUND', 'The host Celigo was not found'],
		['ECONNREFUSED', 'Celigo refused the connection'],
		['ETIMEDOUT', 'Celigo did not answer in time'],
		['CERT_HAS_EXPIRED', 'The certificate of Celigo is not trusted'],
		['ECONNRESET', 'The connection to Celigo broke off'],
	])('of the connection that ended with %s', (code, message) => {
		expect(connectionAdvice(celigo, code, FLOW)).toMatchObject({
			message,
			description: expect.stringContaining(code),
		});
	});
});
