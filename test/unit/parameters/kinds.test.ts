import type { Parameter } from '../../../nodes/FlowMate/kit/parameter';
import { maxRequestsInFlight } from '../../../nodes/FlowMate/kit/scope';
import { resources } from '../../../nodes/FlowMate/resources';
import { groupBy } from '../../../nodes/FlowMate/resources/execution/getCounts';
import { flowMate } from '../../../nodes/FlowMate/service';
import * as events from '../../../nodes/FlowMate/trigger/eventParameters';
import * as trigger from '../../../nodes/FlowMate/trigger/parameters';
import { keys } from '../../../nodes/FlowMate/trigger/keys';
import { keyLimits, percentages } from '../../../nodes/FlowMate/trigger/limitParameters';
import { KINDS, named, onlyOnce, parametersOf, type Named } from '../../kit/kinds';
import { itemWith } from '../item';

const isParameter = (value: unknown): value is Parameter =>
	typeof value === 'object' && value !== null && 'property' in value && 'reader' in value;

const ofTrigger: Parameter[] = [
	...([...Object.values(trigger), ...Object.values(events)] as unknown[]).filter(isParameter),
	groupBy,
	keys,
	keyLimits,
	percentages,
];
const all: Named[] = onlyOnce([
	...parametersOf(resources, [maxRequestsInFlight, ...(flowMate.actsAs ? [flowMate.actsAs] : [])]),
	...ofTrigger.flatMap((parameter) => named('trigger: ', parameter)),
]);
const place = itemWith().placeOf('Value');

test('There are parameters of each of the usual kinds', () => {
	const kinds = new Set(all.map(([, { reader }]) => reader.kind));
	expect(all.length).toBeGreaterThan(100);
	for (const kind of [
		'yes or no',
		'whole number',
		'optional day',
		'names',
		'JSON object',
		'locator',
		'choice',
	])
		expect(kinds).toContain(kind);
});

test('The trigger shows no parameter that is not read as one of these', () => {
	const shown = trigger.properties.map(({ name }) => name);
	const read = ofTrigger.flatMap((parameter) => named('', parameter)).map(([name]) => name);
	expect(shown.filter((name) => !read.includes(name))).toEqual(
		['window'].filter((name) => !read.includes(name)),
	);
});

test.each(all)('%s is read by a reader of a known kind', (_, { reader }) => {
	expect(Object.keys(KINDS)).toContain(reader.kind);
});

test.each(all)('%s takes what its kind takes, and nothing that its kind refuses', async (_, { reader }) => {
	const { takes = [], refuses = [] } = KINDS[String(reader.kind)] ?? {};
	for (const [given, read] of takes) expect([given, await reader(given, place)]).toEqual([given, read]);
	for (const given of refuses) {
		const reading = async () => await reader(given, place);
		expect([given, await reading().catch((error: Error) => error.name)]).toEqual([
			given,
			'NodeOperationError',
		]);
	}
});
