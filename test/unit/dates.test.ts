/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs in Node, not inside n8n */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../../scripts/packages';

const SHIPPED = [
	'nodes',
	'credentials',
	'packages/n8n-nodes-celigo/nodes',
	'packages/n8n-nodes-celigo/credentials',
];

/** What makes a date of nearly any text with a digit in it. */
const READS_A_DATE =
	/\bDate\.parse\(|\bnew Date\((?!\))|\btryToParseDateTime\(|\bvalidateFieldType\(|\bfromFormat\(/;

/** Where a date is made of what nobody typed. Input is read by the kit's dates.ts alone. */
const NO_INPUT: Record<string, string> = {
	'nodes/FlowMate/kit/dates.ts': 'the reader itself, of text that is ISO 8601, and the time of the clock',
	'nodes/FlowMate/kit/answer.ts':
		'Retry-After, a header of an answer, and times that a service gives its records',
	'nodes/FlowMate/trigger/items.ts': 'the time of the clock',
	'nodes/FlowMate/trigger/eventItems.ts': 'the time of the clock',
	'nodes/FlowMate/resources/execution/calendar.ts': 'days that the calendar made itself',
	'packages/n8n-nodes-celigo/nodes/Celigo/parameters/job.ts': 'the time of the clock',
	'packages/n8n-nodes-celigo/nodes/Celigo/resources/flow/auditFilters.ts':
		'times of entries, and instants that were read',
	'packages/n8n-nodes-celigo/nodes/Celigo/resources/error/list.ts':
		'times of errors, and instants that were read',
	'packages/n8n-nodes-celigo/nodes/Celigo/resources/job/filters.ts': 'the time of the clock',
	'packages/n8n-nodes-celigo/nodes/Celigo/resources/job/begun.ts':
		'the date of an answer, and the time of the clock',
	'packages/n8n-nodes-celigo/nodes/Celigo/trigger/errors.ts':
		'times of errors, and of what the trigger has seen',
	'packages/n8n-nodes-celigo/nodes/Celigo/trigger/runs.ts': 'times of jobs, and of what the trigger has seen',
};

test('No shipped code makes a date of input but the one reader of dates', () => {
	const files = SHIPPED.flatMap((folder) =>
		readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' }).map((file) => `${folder}/${file}`),
	);
	const sources = files.filter((file) => file.endsWith('.ts') && !file.includes('Celigo/kit/'));
	const reading = sources.filter((file) => READS_A_DATE.test(readFileSync(join(ROOT, file), 'utf8')));
	expect(sources.length).toBeGreaterThan(100);
	expect(reading.sort()).toEqual(Object.keys(NO_INPUT).sort());
});
