/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs in Node, not inside n8n */
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { packageFolders, ROOT } from '../../scripts/packages';

interface Source {
	/** Path below the repository. */
	file: string;
	text: string;
	/** The text without comments. */
	code: string;
}

/** All that the packages ship, but the kit's copy, which has the same text as the kit. */
const SOURCES: Source[] = packageFolders()
	.flatMap((folder) => [join(folder, 'credentials'), join(folder, 'nodes')])
	.flatMap((folder) => readdirSync(folder, { recursive: true, withFileTypes: true }))
	.filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
	.map((entry) => relative(ROOT, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
	.filter((file) => !/^packages\/.*\/kit\//.test(file))
	.map((file) => {
		const text = readFileSync(join(ROOT, file), 'utf8');
		return { file, text, code: text.replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '') };
	});

/** Where a pattern occurs in code. */
const filesWith = (pattern: RegExp) =>
	SOURCES.filter(({ code }) => pattern.test(code)).map(({ file }) => file);

test('The sources of both packages are looked at', () => {
	expect(SOURCES.map(({ file }) => file)).toEqual(
		expect.arrayContaining([
			'credentials/FlowMateApi.credentials.ts',
			'nodes/FlowMate/FlowMate.node.ts',
			'nodes/FlowMate/kit/door.ts',
			'packages/n8n-nodes-celigo/nodes/Celigo/Celigo.node.ts',
		]),
	);
});

describe('One way', () => {
	test('to the service: a single file asks n8n for requests with a credential', () => {
		expect(filesWith(/httpRequestWithAuthentication/)).toEqual(['nodes/FlowMate/kit/contexts.ts']);
	});

	test('without a credential: only a login has none yet', () => {
		expect(filesWith(/\.httpRequest\b/)).toEqual(['nodes/FlowMate/session/login.ts']);
	});

	test('to sign: a single file adds the token, but for logins', () => {
		expect(filesWith(/Bearer \$/)).toEqual([
			'nodes/FlowMate/kit/address.ts',
			'nodes/FlowMate/session/login.ts',
		]);
	});

	test('to build a path: from segments', () => {
		// The paths of credential tests, and those of a JSON Patch, which are no URLs.
		expect(filesWith(/\b(path|url): ['"`]/)).toEqual([
			'credentials/FlowMateApi.credentials.ts',
			'packages/n8n-nodes-celigo/credentials/CeligoApi.credentials.ts',
			'packages/n8n-nodes-celigo/nodes/Celigo/resources/flow/patch.ts',
		]);
		expect(filesWith(/encodeURI/)).toEqual([
			// What is blanked in a server's text may stand there as in a URL.
			'nodes/FlowMate/kit/blank.ts',
			'nodes/FlowMate/kit/path.ts',
			'nodes/FlowMate/session/credential.ts',
		]);
	});

	test('to read a parameter: by its definition, never by its name', () => {
		expect(filesWith(/getNodeParameter|getCurrentNodeParameter/)).toEqual(['nodes/FlowMate/kit/contexts.ts']);
		expect(filesWith(/\b(item|scope)\.(parameter|collection)\(/)).toEqual([]);
	});

	test('to wait: by a clock that is handed in', () => {
		expect(filesWith(/Math\.random\(|\bsleep\b|setTimeout/)).toEqual(['nodes/FlowMate/kit/clock.ts']);
	});
});

describe('No', () => {
	test('type is claimed that the compiler does not believe', () => {
		expect(filesWith(/\bas unknown as\b|\bas any\b|: any\b|<any>/)).toEqual([]);
	});

	test('context is disguised as another', () => {
		expect(filesWith(/Object\.(create|setPrototypeOf)\(/)).toEqual([]);
	});

	test('rule of a linter or of the compiler is turned off', () => {
		const disabling = /eslint-disable|@ts-(ignore|expect-error|nocheck)|prettier-ignore/;
		expect(SOURCES.filter(({ text }) => disabling.test(text)).map(({ file }) => file)).toEqual([]);
	});

	test('file is longer than 250 lines', () => {
		expect(SOURCES.filter(({ text }) => text.split('\n').length > 251).map(({ file }) => file)).toEqual([]);
	});

	test('line is longer than 140 columns', () => {
		const long = SOURCES.flatMap(({ file, text }) =>
			text
				.split('\n')
				.map((line, index) => ({ place: `${file}:${index + 1}`, columns: [...line].length }))
				.filter(({ columns }) => columns > 140),
		);
		expect(long).toEqual([]);
	});
});
