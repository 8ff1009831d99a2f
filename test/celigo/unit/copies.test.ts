/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- runs in Node, not inside n8n */
import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';

const ROOT = resolve(__dirname, '../../..');
const read = (path: string) => readFileSync(resolve(ROOT, path), 'utf8');

const KIT = 'nodes/FlowMate/kit';
const COPY = 'packages/n8n-nodes-celigo/nodes/Celigo/kit';
const filesIn = (folder: string) =>
	readdirSync(resolve(ROOT, folder), { recursive: true }).map(String).sort();

test("the kit's copy has the same files; `npm run kit` renews it", () => {
	expect(filesIn(COPY)).toEqual(filesIn(KIT));
});

test.each(filesIn(KIT))("%s of the kit is the same as FlowMate's; `npm run kit` renews it", (file) => {
	expect(read(`${COPY}/${file}`)).toBe(read(`${KIT}/${file}`));
});

test.each(['eslint.config.mjs', 'index.js'])("%s is the same as the root's", (file) => {
	expect(read(`packages/n8n-nodes-celigo/${file}`)).toBe(read(file));
});
