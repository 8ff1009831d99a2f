/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- runs in Node, not inside n8n */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

const ROOT = resolve(__dirname, '../../..');
const read = (path: string) => readFileSync(resolve(ROOT, path), 'utf8');

/**
 * Both packages need these files, and a package may depend on nothing at run time. They are changed in FlowMate's folder and copied:
 * cp nodes/FlowMate/request/retry.ts packages/n8n-nodes-celigo/nodes/Celigo/request/
 */
const COPIES = [
	'request/deleted.ts',
	'request/flights.ts',
	'request/json.ts',
	'request/retry.ts',
	'request/shape.ts',
];

test.each(COPIES)("%s is the same as FlowMate's", (file) => {
	expect(read(`packages/n8n-nodes-celigo/nodes/Celigo/${file}`)).toBe(read(`nodes/FlowMate/${file}`));
});

test.each(['eslint.config.mjs', 'index.js'])("%s is the same as the root's", (file) => {
	expect(read(`packages/n8n-nodes-celigo/${file}`)).toBe(read(file));
});
