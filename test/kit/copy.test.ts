/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs in Node, not inside n8n */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../../scripts/packages';

const KIT = 'nodes/FlowMate/kit';
const COPY = 'packages/n8n-nodes-celigo/nodes/Celigo/kit';

const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');
const filesIn = (folder: string) =>
	readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' }).sort();

describe("The Celigo package's copy of the kit", () => {
	it('has the same files', () => {
		expect(filesIn(COPY)).toEqual(filesIn(KIT));
	});

	test.each(filesIn(KIT))('has the same text in %s; `npm run kit` renews it', (file) => {
		expect(read(`${COPY}/${file}`)).toBe(read(`${KIT}/${file}`));
	});
});

test.each(['eslint.config.mjs', 'index.js'])("The Celigo package has the root's %s", (file) => {
	expect(read(`packages/n8n-nodes-celigo/${file}`)).toBe(read(file));
});
