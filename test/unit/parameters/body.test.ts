import type { IDataObject } from 'n8n-workflow';
import { updateFields } from '../../../nodes/FlowMate/kit/parameters';
import { addedBody, changesOf } from '../../../nodes/FlowMate/parameters/body';
import {
	cronField,
	entriesIn,
	graphField,
	nameField,
	otherFields as otherFieldsField,
} from '../../../nodes/FlowMate/parameters/fields';
import { itemWith } from '../item';

const KNOWN = entriesIn(updateFields, [nameField, cronField, graphField, otherFieldsField]);

const body = (fields: IDataObject, withheld?: string[]) =>
	addedBody(itemWith({ updateFields: fields }), KNOWN, withheld);
const GRAPH = { nodes: [{ id: 'a', componentId: '5ca5c44c187c040010a9bb8b', function: 'trigger' }] };

describe('The body of a collection of fields', () => {
	it('has what was set and nothing else', () => {
		expect(body({})).toEqual({});
		expect(body({ name: 'Orders' })).toEqual({ name: 'Orders' });
	});

	it('has an empty text where somebody emptied a field', () => {
		expect(body({ cron: '' })).toEqual({ cron: '' });
	});

	it('has text for a number, and nothing for what is no text', () => {
		expect(body({ name: 1001 })).toEqual({ name: '1001' });
		expect(() => body({ name: ['Orders'] })).toThrow("'Name' must be text");
	});

	it('has objects for JSON, typed or from an expression', () => {
		expect(body({ graph: JSON.stringify(GRAPH) })).toEqual({ graph: GRAPH });
		expect(body({ graph: GRAPH })).toEqual({ graph: GRAPH });
	});

	it('has other fields, over which the named ones win', () => {
		expect(body({ name: 'named', otherFields: '{"name":"other","owners":[]}' })).toEqual({
			name: 'named',
			owners: [],
		});
	});

	it('never has what the server sets, since an id would redirect the update', () => {
		const otherFields = {
			id: 'a',
			_id: 'b',
			__v: 1,
			createdAt: 'c',
			updatedAt: 'd',
			startedBy: 'e',
			status: 'active',
			name: 'kept',
		};
		expect(body({ otherFields })).toEqual({ status: 'active', name: 'kept' });
		expect(body({ otherFields }, ['status'])).toEqual({ name: 'kept' });
	});

	it('has no graph that FlowMate would refuse', () => {
		expect(() => body({ graph: '{"nodes":[]}' })).toThrow("'Graph': there are no nodes");
		expect(() => body({ otherFields: { graph: { nodes: [] } } })).toThrow("'Graph': there are no nodes");
	});
});

describe('An update', () => {
	it('has the fields that change', () => {
		const item = itemWith({ updateFields: { name: 'Orders' } });
		expect(changesOf(item, KNOWN)).toEqual({ name: 'Orders' });
	});

	test.each([{}, { updateFields: {} }, { updateFields: { otherFields: '{"id":"a"}' } }])(
		'without any is refused: %j',
		(parameters) => {
			expect(() => changesOf(itemWith(parameters), KNOWN)).toThrow(
				expect.objectContaining({
					message: "'Update Fields' is empty",
					description: 'Add the fields that are to change',
				}),
			);
		},
	);
});
