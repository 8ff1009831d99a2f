/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- runs in Node, not inside n8n */
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';

const PACKAGE = resolve(__dirname, '../../../packages/n8n-nodes-celigo');

/** The shipped sources without comments, by their path below the package. */
const sources = ['nodes', 'credentials']
	.flatMap((folder) => readdirSync(join(PACKAGE, folder), { recursive: true, withFileTypes: true }))
	.filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
	.map((entry) => join(entry.parentPath, entry.name))
	.map((file) => ({
		file: relative(PACKAGE, file).replaceAll('\\', '/'),
		text: readFileSync(file, 'utf8').replace(/\/\*(?! eslint)[\s\S]*?\*\/|^\s*\/\/(?! eslint).*$/gm, ''),
	}));

const filesWith = (pattern: RegExp) =>
	sources.filter(({ text }) => pattern.test(text)).map(({ file }) => file);

test('there is one door: a single file sends requests', () => {
	expect(filesWith(/httpRequest\w*\.call|helpers\.(http)?request/i)).toEqual([
		'nodes/Celigo/kit/contexts.ts',
	]);
});

test('a single file adds the token', () => {
	expect(filesWith(/authorization|Bearer \$/i)).toEqual(['nodes/Celigo/request/sign.ts']);
});

test('paths are built in one file, from segments', () => {
	// The paths of a JSON Patch are no URLs.
	expect(filesWith(/\b(path|url): ['"`]/)).toEqual([
		'nodes/Celigo/resources/flow/patch.ts',
		'credentials/CeligoApi.credentials.ts',
	]);
	expect(filesWith(/encodeURI/)).toEqual(['nodes/Celigo/kit/path.ts']);
});

test('no rule of a linter is turned off', () => {
	expect(filesWith(/eslint-disable|@ts-ignore|@ts-expect-error/)).toEqual([]);
});
