import { maxRequestsInFlight } from '../../../../packages/n8n-nodes-celigo/nodes/Celigo/kit/scope';
import { resources } from '../../../../packages/n8n-nodes-celigo/nodes/Celigo/resources';
import { KINDS, onlyOnce, parametersOf, type Named } from '../../../kit/kinds';
import { itemWith } from '../item';

const all: Named[] = onlyOnce(parametersOf(resources as never, [maxRequestsInFlight as never]));
const place = itemWith().placeOf('Value');

test('There are parameters of each of the usual kinds', () => {
	const kinds = new Set(all.map(([, { reader }]) => reader.kind));
	expect(all.length).toBeGreaterThan(80);
	for (const kind of ['yes or no', 'whole number', 'date-time', 'IDs', 'JSON object', 'locator', 'choice'])
		expect(kinds).toContain(kind);
});

test.each(all)('%s is read by a reader of a known kind', (_, { reader }) => {
	expect(Object.keys(KINDS)).toContain(reader.kind);
});

test.each(all)('%s takes what its kind takes, and nothing that its kind refuses', async (_, { reader }) => {
	const { takes = [], refuses = [] } = KINDS[String(reader.kind)] ?? {};
	for (const [given, read] of takes)
		expect([given, await reader(given, place as never)]).toEqual([given, read]);
	for (const given of refuses) {
		const reading = async () => await reader(given, place as never);
		expect([given, await reading().catch((error: Error) => error.name)]).toEqual([
			given,
			'NodeOperationError',
		]);
	}
});
