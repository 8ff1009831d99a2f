import { NodeApiError, NodeOperationError } from 'n8n-workflow';
import {
	answerError,
	connectionError,
	connectionMessage,
	errorItem,
	forItem,
	inputError,
	isTool,
	unreadableError,
} from '../../nodes/FlowMate/kit/errors';
import type { Service } from '../../nodes/FlowMate/kit/service';
import type { Subject } from '../../nodes/FlowMate/kit/subject';
import { NODE } from './scope';

const BOOK: Subject = { what: "book 'b000007'", parameter: "'Book'", repeatable: true };
const LIST: Subject = { what: 'the books', repeatable: true };
const ONCE = { ...BOOK, repeatable: false };

const words = { name: 'Shelf', addressedBy: "'Base URL' in the Shelf credential" };
const service: Pick<Service, 'name' | 'addressedBy' | 'advise' | 'wordsOf'> = {
	...words,
	advise: ({ statusCode }, { what }) => ({ message: `${statusCode} for ${what}`, description: 'Try that' }),
	wordsOf: (body) => (typeof body === 'string' && body ? body : undefined),
};
const TOOL = { ...NODE, type: 'n8n-nodes-shelf.shelfTool' };

const told = ({ message, description, httpCode }: NodeApiError) => [httpCode, message, description];

describe('An answer that is no success', () => {
	const answer = (body: unknown) => ({ statusCode: 404, headers: {}, body });

	it('is told as the service advises', () => {
		const error = answerError(service, NODE, answer('No such book'), BOOK);
		expect(error).toBeInstanceOf(NodeApiError);
		expect(told(error)).toEqual(['404', "404 for book 'b000007'", 'Try that']);
	});

	it("keeps the server's own words beside it", () => {
		expect(answerError(service, NODE, answer('No such book'), BOOK).messages).toContain('No such book');
		expect(answerError(service, NODE, answer(''), BOOK).messages).toContain('HTTP 404');
	});
});

const broken = (code: string, subject = BOOK) =>
	told(connectionError(words, NODE, { code }, subject)).slice(1);

describe('A broken connection tells whether anything arrived', () => {
	test.each([
		['ENOTFOUND', 'The host Shelf was not found'],
		['EAI_AGAIN', 'The host Shelf was not found'],
		['ECONNREFUSED', 'Shelf refused the connection'],
		['DEPTH_ZERO_SELF_SIGNED_CERT', 'The certificate of Shelf is not trusted'],
		['CERT_HAS_EXPIRED', 'The certificate of Shelf is not trusted'],
	])('%s', (code, message) => {
		expect(broken(code)).toEqual([
			message,
			`Nothing was sent. Check 'Base URL' in the Shelf credential and the network of this n8n (${code}).`,
		]);
		expect(broken(code, ONCE)).toEqual(broken(code));
	});

	test.each([
		['ECONNRESET', 'The connection to Shelf broke off'],
		['ETIMEDOUT', 'Shelf did not answer in time'],
		['ECONNABORTED', 'Shelf did not answer in time'],
	])('%s', (code, message) => {
		expect(connectionMessage(code, 'Shelf')).toBe(message);
		expect(broken(code)).toEqual([message, `Try again later (${code}).`]);
		expect(broken(code, ONCE)).toEqual([
			message,
			`Shelf may have carried this out (${code}). Check in Shelf before you repeat it.`,
		]);
	});
});

describe('An answer that cannot be read', () => {
	const answer = { statusCode: 200, headers: {}, body: '{"result":[{"id":"b' };
	const unreadable = (body: unknown, subject: Subject) =>
		told(unreadableError(service, NODE, { ...answer, body }, subject));

	it('may be asked for again, unless that could do harm', () => {
		expect(unreadable(answer.body, LIST)).toEqual([
			'200',
			"Shelf's answer about the books could not be read",
			'The answer was cut short or has a form that this node does not know. Try again; if it stays so, report it with the operation you used.',
		]);
		expect(unreadable(answer.body, ONCE)).toEqual([
			'200',
			"Shelf's answer about book 'b000007' could not be read",
			'Shelf may have carried this out. Check in Shelf before you repeat it.',
		]);
	});

	test.each<[unknown, string, string]>([
		[
			{ errors: [{}] },
			'Shelf answered with an error when asked for the books',
			'Nothing shows that it was done. Correct what the message names, or try again later.',
		],
		[
			'',
			'Shelf answered with nothing when asked for the books',
			'Nothing shows that it was done. Try again; if it stays so, report it with the operation you used.',
		],
		[
			null,
			'Shelf answered with nothing when asked for the books',
			'Nothing shows that it was done. Try again; if it stays so, report it with the operation you used.',
		],
	])('says what it was instead: %j', (body, message, description) => {
		expect(unreadable(body, LIST)).toEqual(['200', message, description]);
	});

	it('may have been of something that was done: the operation says how to find out', () => {
		const subject = { ...ONCE, findOut: "Look for the loan with 'Get Many'" };
		for (const body of ['<html></html>', { error: 'No' }, '', null, {}]) {
			expect(unreadable(body, subject)[2]).toBe(
				"Shelf may have carried this out. Look for the loan with 'Get Many' before you repeat it.",
			);
		}
	});

	it('is told from a web page', () => {
		expect(unreadable('<html></html>', LIST)).toEqual([
			'200',
			'Shelf answered with a web page when asked for the books',
			"Check 'Base URL' in the Shelf credential: it should be the address of the API",
		]);
	});
});

describe('An error of an item', () => {
	it('names the item once, however often it passes', () => {
		const error = inputError(NODE, "'Book' is empty", 'Choose a book');
		expect(forItem(NODE, forItem(NODE, error, 2), 2)).toBe(error);
		expect(error).toMatchObject({
			message: "'Book' is empty [item 2]",
			description: 'Choose a book',
			context: { itemIndex: 2 },
		});
	});

	it('stays an error of the API', () => {
		const error = answerError(service, NODE, { statusCode: 404, headers: {}, body: '' }, BOOK);
		expect(forItem(NODE, error, 0)).toBe(error);
		expect(error).toMatchObject({ message: "404 for book 'b000007' [item 0]", httpCode: '404' });
	});

	it('becomes an error of the node where it was none', () => {
		const error = forItem(NODE, new RangeError("'' is no path segment"), 1);
		expect(error).toBeInstanceOf(NodeOperationError);
		expect(error.message).toBe("'' is no path segment [item 1]");
		expect(forItem(NODE, 'thrown text', 1).message).toBe('thrown text [item 1]');
	});

	it('has the advice in its message where a model reads it, once and without an item', () => {
		const error = inputError(TOOL, "'Book' is empty.", 'Choose a book');
		forItem(TOOL, forItem(TOOL, error, 0), 0);
		expect(error.message).toBe("'Book' is empty. Choose a book");
	});

	it('becomes an output item where the node goes on', () => {
		const error = inputError(NODE, "'Book' is empty", 'Choose a book');
		expect(errorItem(error, 2)).toEqual({
			json: { error: "'Book' is empty", message: 'Choose a book' },
			pairedItem: { item: 2 },
		});
		expect(errorItem(new NodeOperationError(NODE, 'No advice'), 0).json).toEqual({ error: 'No advice' });
	});

	it('comes of a tool where n8n made a second node type', () => {
		expect([isTool(NODE), isTool(TOOL)]).toEqual([false, true]);
	});
});
