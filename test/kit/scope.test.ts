import type { IDataObject } from 'n8n-workflow';
import { text } from '../../nodes/FlowMate/kit/parameters';
import { maxRequestsInFlight } from '../../nodes/FlowMate/kit/scope';
import { itemWith, NODE } from './scope';
import { bookLocator } from './shelf/nodes/Shelf/parameters';

const title = text({ displayName: 'Title', name: 'title', type: 'string', default: '' });

describe('A scope', () => {
	it('has each parameter evaluated once', () => {
		const parameter = jest.fn(() => 'Solaris');
		const item = itemWith({}, { parameter });
		expect([item.read(title), item.read(title), item.has(title)]).toEqual(['Solaris', 'Solaris', true]);
		expect(parameter.mock.calls).toEqual([['title']]);
	});

	it('asks n8n for its node once, since n8n copies it each time', () => {
		const getNode = jest.fn(() => NODE);
		const item = itemWith({}, { getNode });
		expect([item.node, item.node]).toEqual([NODE, NODE]);
		expect(getNode).toHaveBeenCalledTimes(1);
	});

	it('evaluates nothing that nobody reads', () => {
		const parameter = jest.fn();
		itemWith({}, { parameter });
		expect(parameter).not.toHaveBeenCalled();
	});

	it('knows whether something stands in a parameter', () => {
		expect(itemWith({ title: '' }).has(title)).toBe(true);
		expect(itemWith({}).has(title)).toBe(false);
		expect(itemWith({ options: { maxRequestsInFlight: 1 } }).has(maxRequestsInFlight)).toBe(true);
		expect(itemWith({ options: {} }).has(maxRequestsInFlight)).toBe(false);
	});

	it('has at most fifty requests in flight unless the option says otherwise', () => {
		const most = (options: object, signal?: AbortSignal) =>
			itemWith({ options: options as IDataObject }, { signal }).mostInFlight;
		const { signal } = new AbortController();
		expect(most({}, signal)).toBe(50);
		expect(most({ maxRequestsInFlight: '3' }, signal)).toBe(3);
		expect(() => most({ maxRequestsInFlight: 0 }, signal)).toThrow(
			"'Max Requests in Flight' must be a whole number above 0",
		);
	});

	it('does not look for the option where there is no execution', () => {
		const parameter = jest.fn();
		expect(itemWith({}, { parameter }).mostInFlight).toBe(50);
		expect(parameter).not.toHaveBeenCalled();
	});

	it('peeks at a locator whose ID needs no looking up', () => {
		expect(itemWith({ book: { mode: 'id', value: 'b000007' } }).peek(bookLocator)).toBe('b000007');
		expect(itemWith({ book: { mode: 'id', value: 'dune' } }).peek(bookLocator)).toBeUndefined();
	});

	it('has the fields of the credential', async () => {
		const item = itemWith({}, { credential: async () => await Promise.resolve({ token: 'secret' }) });
		expect(await item.credential<{ token: string }>()).toEqual({ token: 'secret' });
	});

	it('reads what stands elsewhere by the name of its parameter', () => {
		expect(itemWith().valueOf(title, 5)).toBe('5');
		expect(() => itemWith().valueOf(title, null)).toThrow("'Title' is empty");
	});

	it('says what to do about input that cannot become a request', () => {
		expect(itemWith().badInput("'Title' is empty", 'Enter a title')).toMatchObject({
			message: "'Title' is empty",
			description: 'Enter a title',
		});
	});

	it('knows whether a model called', () => {
		expect(itemWith().isTool).toBe(false);
		expect(itemWith({}, { getNode: () => ({ ...NODE, type: 'n8n-nodes-shelf.shelfTool' }) }).isTool).toBe(
			true,
		);
	});
});
