import { NodeApiError } from 'n8n-workflow';
import type { Outcome } from '../../nodes/FlowMate/kit/outcome';
import { failed, failedWith, isFailed, itemsOf, listError } from '../../nodes/FlowMate/kit/outcome';
import { NODE } from './scope';

const targets = [
	{ index: 0, id: 'a' },
	{ index: 0, id: 'b' },
	{ index: 1, id: 'c' },
];
const outcomes = [
	{ id: 'a', status: 'started' },
	{ id: 'b', status: 'active', skipped: true as const },
	failed('c', 404, 'There is no c'),
];

describe('Outcomes', () => {
	it('become an item each, linked to the input item that named the record', () => {
		expect(itemsOf(targets, outcomes, false)).toEqual([
			{ json: { id: 'a', status: 'started' }, pairedItem: { item: 0 } },
			{ json: { id: 'b', status: 'active', skipped: true }, pairedItem: { item: 0 } },
			{ json: { id: 'c', error: { code: 404, message: 'There is no c' } }, pairedItem: { item: 1 } },
		]);
	});

	it('that failed have the form that n8n sends to the error output', () => {
		expect(itemsOf(targets, outcomes, true)[2]).toEqual({
			json: { error: 'There is no c', message: 'c (404)' },
			pairedItem: { item: 1 },
		});
	});

	it('name the record alone where there was no HTTP code', () => {
		expect(itemsOf([targets[0]], [failed('a', 0, 'Lost')], true)[0].json).toEqual({
			error: 'Lost',
			message: 'a',
		});
	});

	it('that failed tell what to do about it, where that is known', () => {
		const error = new NodeApiError(
			NODE,
			{},
			{ message: 'It is lent', description: 'Ask for it', httpCode: '409' },
		);
		const lent = failedWith('c', error);
		const text = 'It is lent. Ask for it';
		expect(itemsOf([targets[2]], [lent], false)[0].json).toEqual({
			id: 'c',
			error: { code: 409, message: text },
		});
		expect(itemsOf([targets[2]], [lent], true)[0].json).toEqual({ error: text, message: 'c (409)' });
		const books = { noun: 'books', verb: 'withdrawn' };
		expect(listError(NODE, [lent], books)).toMatchObject({
			message: 'It is lent',
			description: 'Ask for it',
		});
		expect(listError(NODE, [lent, lent], books).description).toMatch(
			/^It is lent\. Ask for it\. Set 'On Error'/,
		);
	});

	it('are told apart', () => {
		expect(outcomes.map(isFailed)).toEqual([false, false, true]);
	});

	it('are what errors stand for, as far as these say', () => {
		const error = new NodeApiError(NODE, {}, { message: 'There is no c', httpCode: '404' });
		expect(failedWith('c', error)).toEqual(failed('c', 404, 'There is no c'));
		expect(failedWith('c', new Error('Gone'))).toEqual(failed('c', 0, 'Gone'));
	});
});

describe('The error for the whole list', () => {
	const books = { noun: 'books', verb: 'withdrawn' };

	it('counts, gives the reasons once each, and says how to go on', () => {
		const all = [...outcomes, failed('d', 409, 'It is lent'), failed('e', 409, 'It is lent')];
		expect(listError(NODE, all, books)).toMatchObject({
			message: '3 of 5 books were not withdrawn',
			description:
				"The other 2 need not be withdrawn again. There is no c. It is lent. Set 'On Error' in the node's settings to continue, and each item tells what became of it.",
			httpCode: '404',
		});
	});

	it('gives three reasons at most', () => {
		const all = [1, 2, 3, 4].map((number) => failed('a', 400, `Reason ${number}.`));
		expect(listError(NODE, all, books).description).toContain('Reason 1. Reason 2. Reason 3. Set');
	});

	it.each([
		[0, 2, 'None of the 2 books was withdrawn', 'It is lent. Set'],
		[1, 1, '1 of 2 books was not withdrawn', 'The other one need not be withdrawn again. It is lent. Set'],
		[2, 1, '1 of 3 books was not withdrawn', 'The other 2 need not be withdrawn again. It is lent. Set'],
		[1, 2, '2 of 3 books were not withdrawn', 'The other one need not be withdrawn again. It is lent. Set'],
	])('is right in number: %i done, %i not', (done, not, message, description) => {
		const all = [
			...Array<Outcome>(done).fill(outcomes[0]),
			...Array<Outcome>(not).fill(failed('a', 409, 'It is lent')),
		];
		const error = listError(NODE, all, books);
		expect(error.message).toBe(message);
		expect(error.description?.slice(0, description.length)).toBe(description);
	});

	it('is that of the record where there is only one', () => {
		const error = listError(NODE, [failed('a', 409, 'The book is lent')], books);
		expect(error).toMatchObject({ message: 'The book is lent', httpCode: '409' });
		expect(error.description).toBeFalsy();
	});

	it('has no status where the records have none', () => {
		expect(listError(NODE, [failed('a', 0, 'Lost')], books).httpCode).toBeFalsy();
	});
});
