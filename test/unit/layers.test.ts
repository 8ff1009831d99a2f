/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs in Node, not inside n8n */
import {
	mkdirSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	rmSync,
	symlinkSync,
	writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { withPicture } from '../../scripts/architecture/document';
import { importsIn, type Imports } from '../../scripts/architecture/imports';
import { FORBIDDEN, LAYERS, layerOf } from '../../scripts/architecture/layers';
import { packageFolders, ROOT } from '../../scripts/packages';

const imports = importsIn();

test('No import in code that is shipped, in the sandbox, in scripts and in measurements is forbidden', () => {
	expect(imports.violations).toEqual([]);
});

test('docs/architecture.md shows the layers as they import each other: `npm run architecture` draws them', () => {
	const text = readFileSync(join(ROOT, 'docs/architecture.md'), 'utf8');
	expect(text).toBe(withPicture(text, imports));
});

test('Every file of a package is in a layer, and every layer has files', () => {
	const files = packageFolders().flatMap((folder) =>
		['credentials', 'nodes'].flatMap((part) =>
			readdirSync(join(folder, part), { recursive: true, encoding: 'utf8' })
				.filter((file) => file.endsWith('.ts'))
				.map((file) => `${part}/${file.replaceAll('\\', '/')}`),
		),
	);
	expect(files.filter((file) => !layerOf(file))).toEqual([]);
	expect(new Set(files.map(layerOf)).size).toBe(LAYERS.length);
});

/** Files of a checkout that break a rule: what each of them imports. */
type Broken = Record<string, string[]>;

const FLOWMATE = 'nodes/FlowMate';
const CELIGO = 'packages/n8n-nodes-celigo/nodes/Celigo';

/** Rule, and what breaks it. Each import below is forbidden by that rule. */
const BROKEN: Array<[rule: string, files: Broken]> = [
	[
		'kit-stands-alone',
		{
			[`${FLOWMATE}/kit/door.ts`]: [
				"import { flowMate } from '../service'",
				"import type { Flow } from '../resources/flow'",
				"import { readFileSync } from 'node:fs'",
				"import { DateTime } from 'luxon'",
			],
			[`${CELIGO}/kit/door.ts`]: ["import { Item } from '../../../../../nodes/FlowMate/kit/scope'"],
		},
	],
	[
		'session-imports-lower-layers-only',
		{
			[`${FLOWMATE}/session/login.ts`]: [
				"import { flowMate } from '../service'",
				"import type { flowLocator } from '../parameters/flow'",
				"import { getCurrent } from '../resources/user'",
			],
			[`${CELIGO}/request/sign.ts`]: ["import { celigo } from '../service'"],
			[`${FLOWMATE}/advice.ts`]: ["import { flowLocator } from './parameters/flow'"],
		},
	],
	[
		'service-imports-lower-layers-only',
		{
			[`${FLOWMATE}/service.ts`]: [
				"import { userLocator } from './parameters/user'",
				"import { FlowMateTrigger } from './FlowMateTrigger.node'",
			],
		},
	],
	[
		'credential-imports-lower-layers-only',
		{ 'credentials/FlowMateApi.credentials.ts': ["import { flowMate } from '../nodes/FlowMate/service'"] },
	],
	[
		'parameters-imports-lower-layers-only',
		{
			[`${FLOWMATE}/parameters/flow.ts`]: [
				"import { targetsOf } from '../many/targets'",
				"import { get } from '../resources/flow/get'",
				"import { poll } from '../trigger/poll'",
			],
		},
	],
	[
		'many-imports-lower-layers-only',
		{ [`${FLOWMATE}/many/control.ts`]: ["import { get } from '../resources/flow/get'"] },
	],
	[
		'resources-imports-lower-layers-only',
		{
			[`${FLOWMATE}/resources/flow/get.ts`]: [
				"import type { State } from '../../trigger/state'",
				"import { FlowMate } from '../../FlowMate.node'",
			],
		},
	],
	[
		'node-imports-lower-layers-only',
		{ [`${FLOWMATE}/FlowMate.node.ts`]: ["import { poll } from './trigger/poll'"] },
	],
	[
		'trigger-imports-lower-layers-only',
		{
			[`${FLOWMATE}/trigger/poll.ts`]: [
				"import { FlowMate } from '../FlowMate.node'",
				"import type { FlowMateTrigger } from '../FlowMateTrigger.node'",
			],
		},
	],
	[
		'package-has-no-dependency',
		{
			[`${FLOWMATE}/resources/flow/get.ts`]: [
				"import axios from 'axios'",
				"import { readFile } from 'node:fs/promises'",
				"import { startFlowMate } from '../../../../sandbox/flowmate'",
			],
			[`${CELIGO}/resources/flow/get.ts`]: [
				"import { flowMate } from '../../../../../../nodes/FlowMate/service'",
			],
		},
	],
	[
		'sandbox-knows-no-node',
		{
			'sandbox/flowmate/flows.ts': ["import { get } from '../../nodes/FlowMate/resources/flow/get'"],
			'sandbox/celigo/flows.ts': ["import { start } from '../../test/celigo/engine/support'"],
		},
	],
];

/** Writes the files, and an empty one in the place of each file that they import. */
function write(directory: string, file: string, imports: string[]): void {
	append(join(directory, file), imports.map((line) => `${line};\n`).join(''));
	for (const line of imports) {
		const target = targetOf(line);
		if (target.startsWith('.')) append(join(directory, dirname(file), `${target}.ts`), 'export {};\n');
	}
}

const targetOf = (line: string) => /'([^']+)'/.exec(line)?.[1] ?? '';

function append(file: string, text: string): void {
	mkdirSync(dirname(file), { recursive: true });
	writeFileSync(file, text, { flag: 'a' });
}

/** What is forbidden in a checkout with these files. */
function violationsIn(files: Array<[file: string, imports: string[]]>): Imports['violations'] {
	const directory = mkdtempSync(join(tmpdir(), 'layers-'));
	try {
		symlinkSync(join(ROOT, 'node_modules'), join(directory, 'node_modules'), 'junction');
		for (const [file, imports] of files) write(directory, file, imports);
		return importsIn(directory, [...new Set(files.map(([file]) => file.split('/')[0]))]).violations;
	} finally {
		rmSync(directory, { recursive: true, force: true });
	}
}

describe('A forbidden import is found by the rule', () => {
	let violations: Imports['violations'];

	beforeAll(() => {
		violations = violationsIn(BROKEN.flatMap(([, files]) => Object.entries(files)));
	});

	const lines = BROKEN.flatMap(([rule, files]) =>
		Object.entries(files).flatMap(([file, imports]) => imports.map((line) => [rule, file, line] as const)),
	);

	test.each(lines)('%s: in %s, %s', (rule, from, line) => {
		const to = targetOf(line)
			.replace(/^node:/, '')
			.replace(/^[./]+/, '');
		expect(violations).toContainEqual({ rule, from, to: expect.stringContaining(to) });
	});

	test('no-circle, with types alone, too', () => {
		const circles = violationsIn([
			['sandbox/flowmate/state.ts', ["import type { Server } from './server'"]],
			['sandbox/flowmate/server.ts', ["import { state } from './state'"]],
			['scripts/a.ts', ["import { b } from './b'"]],
			['scripts/b.ts', ["import { c } from './c'"]],
			['scripts/c.ts', ["import { a } from './a'"]],
		]);
		expect(circles).toMatchObject([
			{ rule: 'no-circle', from: expect.stringMatching(/^sandbox/), to: expect.stringMatching(/^sandbox/) },
			{ rule: 'no-circle', from: expect.stringMatching(/^scripts/), to: expect.stringMatching(/^scripts/) },
		]);
	});

	test('that there is: none is missing above', () => {
		expect(['no-circle', ...BROKEN.map(([rule]) => rule)]).toEqual(FORBIDDEN.map(({ name }) => name));
	});
});

test('An allowed import is not found', () => {
	const allowed = violationsIn([
		[
			`${FLOWMATE}/kit/door.ts`,
			[
				"import { NodeApiError } from 'n8n-workflow'",
				"import { createHash } from 'node:crypto'",
				"import type { Service } from './service'",
			],
		],
		[
			`${FLOWMATE}/resources/flow/get.ts`,
			[
				"import { DateTime } from 'luxon'",
				"import { operation } from '../../kit/operation'",
				"import { flowLocator } from '../../parameters/flow'",
			],
		],
		[`${FLOWMATE}/trigger/poll.ts`, ["import { groupBy } from '../resources/execution/getCounts'"]],
		[`${FLOWMATE}/FlowMateTrigger.node.ts`, ["import { poll } from './trigger/poll'"]],
		[`${FLOWMATE}/FlowMate.node.ts`, ["import { properties } from './resources'"]],
		['credentials/FlowMateApi.credentials.ts', ["import { sign } from '../nodes/FlowMate/session/sign'"]],
	]);
	expect(allowed).toEqual([]);
});
