import {
	complaintsIn,
	textOfAll,
} from '../../../../packages/n8n-nodes-celigo/nodes/Celigo/request/complaint';

describe('What Celigo objects to', () => {
	test.each([
		[
			'the documented envelope',
			{ errors: [{ code: 'invalid_ref', message: 'No such export.', field: '_exportId' }] },
			[{ code: 'invalid_ref', message: 'No such export.', field: '_exportId' }],
		],
		[
			'several entries',
			{
				errors: [
					{ code: 'a', message: 'One.' },
					{ code: 'b', message: 'Two.' },
				],
			},
			[
				{ code: 'a', message: 'One.', field: undefined },
				{ code: 'b', message: 'Two.', field: undefined },
			],
		],
		['a list of texts', { errors: ['Not allowed'] }, [{ message: 'Not allowed' }]],
		['a message', { message: 'Unauthorized' }, [{ message: 'Unauthorized' }]],
		[
			'an error with a code',
			{ error: 'Slow down', code: 'rate_limited' },
			[{ code: 'rate_limited', message: 'Slow down' }],
		],
		['an error that is an object', { error: { message: 'Gone' } }, [{ message: 'Gone' }]],
		['plain text', 'Bearer Authentication Failed', [{ message: 'Bearer Authentication Failed' }]],
		['a code alone', { errors: [{ code: 'invalid_query' }] }, [{ code: 'invalid_query' }]],
		['an empty list beside a message', { errors: [], message: 'No' }, [{ message: 'No' }]],
	])('is read from %s', (_, body, complaints) => {
		expect(complaintsIn(body)).toEqual(complaints);
	});

	test.each([
		['a web page', '<!DOCTYPE html><html><body>502</body></html>'],
		['an empty body', ''],
		['no body', undefined],
		['null', null],
		['a number', 5],
		['a list', [{ message: 'in a list' }]],
		['an object without words', { data: {} }],
		['entries without words', { errors: [{}, null, 5] }],
	])('is nothing in %s', (_, body) => {
		expect(complaintsIn(body)).toEqual([]);
	});

	it('is cut after 300 characters', () => {
		expect(textOfAll(complaintsIn({ message: 'x'.repeat(1_000) }))).toHaveLength(300);
	});

	it('is one line, with the code where there are no words', () => {
		expect(textOfAll([{ message: 'One.' }, { code: 'two' }])).toBe('One. two');
	});
});
