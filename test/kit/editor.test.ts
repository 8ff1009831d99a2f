import { matching } from '../../nodes/FlowMate/kit/editor';

describe('An entry of a list in the editor', () => {
	const entries = [
		{ name: 'Solaris', value: 'b000001' },
		{ name: 'The Dispossessed', value: 'b000002' },
		{ name: 'Eden', value: 'X000003' },
	];
	const found = (filter: string) => entries.filter(matching(filter)).map(({ value }) => value);

	test.each([
		['sol', ['b000001']],
		['DISPOSS', ['b000002']],
		['B000002', ['b000002']],
		['x000003', ['X000003']],
		['s', ['b000001', 'b000002']],
		['', ['b000001', 'b000002', 'X000003']],
		['b00000', []],
		['dune', []],
	])('is found by a part of its name in any case, or by its ID: %j', (filter, ids) => {
		expect(found(filter)).toEqual(ids);
	});
});
