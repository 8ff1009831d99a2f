import { text } from '../../nodes/FlowMate/kit/parameters';
import { maxRequestsInFlight } from '../../nodes/FlowMate/kit/scope';
import { itemWith, NODE } from './scope';

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
		expect(itemWith({}).mostInFlight).toBe(50);
		expect(itemWith({ options: { maxRequestsInFlight: '3' } }).mostInFlight).toBe(3);
		expect(() => itemWith({ options: { maxRequestsInFlight: 0 } }).mostInFlight).toThrow(
			"'Max Requests in Flight' must be a whole number above 0",
		);
	});

	it('reads what stands elsewhere by the name of its parameter', () => {
		expect(itemWith().valueOf(title, 5)).toBe('5');
		expect(() => itemWith().valueOf(title, null)).toThrow("'Title' must be text");
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
