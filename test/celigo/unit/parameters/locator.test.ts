import { flowLocator } from '../../../../packages/n8n-nodes-celigo/nodes/Celigo/parameters/flow';
import { itemWith } from '../item';

const ID = '5f3c1e2a9b8d7c6e5f4a3b2c';
const OTHER = '0123456789abcdef01234567';
const read = (raw: unknown) => itemWith().valueOf(flowLocator, raw);

describe('A locator', () => {
	test.each([
		['from the list', { mode: 'list', value: ID }],
		['by ID', { mode: 'id', value: ` ${ID} ` }],
		[
			'by the URL of the flow builder',
			{ mode: 'url', value: `https://integrator.io/integrations/${OTHER}/flowBuilder/${ID}` },
		],
		[
			'by the URL of the API',
			{ mode: 'url', value: `https://api.integrator.io/v1/flows/${ID}/audit?from=x` },
		],
		['by an expression that gives the ID', ID],
	])('gives the ID %s', (_, raw) => {
		expect(read(raw)).toBe(ID);
	});

	test.each([
		['nothing', { mode: 'list', value: '' }, "'Flow' is empty"],
		['undefined', undefined, "'Flow' is empty"],
		['an object', { mode: 'id', value: { _id: ID } }, "'Flow' is an object, not the ID of a flow"],
		['a name', { mode: 'id', value: 'Orders' }, '\'Flow\' is not the ID of a flow: "Orders"'],
		['a path', { mode: 'id', value: `${ID}/../x` }, "'Flow' is not the ID of a flow"],
		[
			'the URL of something else',
			{ mode: 'url', value: `https://integrator.io/exports/${ID}` },
			"'Flow' is not the ID of a flow",
		],
	])('refuses %s by the name of its parameter', (_, raw, message) => {
		expect(() => read(raw)).toThrow(message);
	});

	it("names the field that has the ID in Celigo's objects", () => {
		expect(() => read({ mode: 'id', value: { _id: ID } })).toThrow(
			expect.objectContaining({ description: 'Use the ID field of the object, such as {{ $json._id }}' }),
		);
	});
});
