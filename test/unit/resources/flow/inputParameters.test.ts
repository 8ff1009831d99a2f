import { inputParametersOf } from '../../../../nodes/FlowMate/resources/flow/inputParameters';

const inputParameters = { firstName: 'string', age: 'number' };
const FOUND = [
	{ name: 'firstName', type: 'string', required: false },
	{ name: 'age', type: 'number', required: false },
];

describe('The input parameters of a flow are found', () => {
	test.each([
		['at the top', { inputParameters }],
		['in its payload', { payload: { inputParameters } }],
		['in its settings', { flowSettings: { inputParameters } }],
		['in the fields of a node', { graph: { nodes: [{ fields: {} }, { fields: { inputParameters } }] } }],
		['in the settings of a node', { graph: { nodes: [{ nodeSettings: { inputParameters } }] } }],
		['in a node', { graph: { nodes: [{ inputParameters }] } }],
		['behind an empty place', { inputParameters: {}, payload: null, flowSettings: { inputParameters } }],
	])('%s', (_, flow) => {
		expect(inputParametersOf(flow)).toEqual(FOUND);
	});

	test('in the first node that has any', () => {
		const nodes = [{ fields: { inputParameters } }, { fields: { inputParameters: { other: 'string' } } }];
		expect(inputParametersOf({ graph: { nodes } })).toEqual(FOUND);
	});
});

test('A type may be an object that has one, and says whether it is required', () => {
	const given = { a: { type: 'date', required: true }, b: { required: 'yes' }, c: null };
	expect(inputParametersOf({ inputParameters: given as never })).toEqual([
		{ name: 'a', type: 'date', required: true },
		{ name: 'b', type: 'string', required: false },
		{ name: 'c', type: 'null', required: false },
	]);
});

test.each([
	[
		'a list',
		[
			{ name: 'a', type: ' number ', required: 'true' },
			{ name: 'b', type: ['null', 'string'] },
		],
	],
	[
		'a JSON schema',
		{
			type: 'object',
			properties: { a: { type: 'number' }, b: { type: ['string', 'null'] } },
			required: ['a'],
		},
	],
])('They may be %s', (_, inputParameters) => {
	expect(inputParametersOf({ inputParameters: inputParameters as never })).toEqual([
		{ name: 'a', type: 'number', required: true },
		{ name: 'b', type: 'string', required: false },
	]);
});

test('Fields may be called as the parts of a JSON schema are', () => {
	const given = { type: 'object', properties: { type: 'object', required: true } };
	expect(inputParametersOf({ inputParameters: given as never })).toEqual([
		{ name: 'type', type: 'object', required: false },
		{ name: 'properties', type: 'object', required: true },
	]);
});

test.each([
	{},
	{ graph: null },
	{ graph: { nodes: {} } },
	{ graph: { nodes: ['a', null] } },
	{ inputParameters: ['a'] },
])('A flow may have none: %j', (flow) => {
	expect(inputParametersOf(flow as never)).toEqual([]);
});
