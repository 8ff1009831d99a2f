/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs in Node, not inside n8n */
import { join } from 'node:path';
import ts from 'typescript';
import { ROOT } from '../../scripts/packages';

const FILE = join(ROOT, 'nodes/FlowMate/resources/sample.ts');

const SAMPLE = `
import { limit, returnAll } from '../kit/list';
import { entry } from '../kit/parameter';
import { choice, filters, text } from '../kit/parameters';
import type { Item } from '../kit/scope';
import { flowLocator } from '../parameters/flow';

const search = entry(filters, text({ displayName: 'Search', name: 'search', type: 'string', default: '' }));
const status = choice({
	displayName: 'Status', name: 'status', type: 'options', default: 'on',
	options: [{ name: 'On', value: 'on' }, { name: 'Off', value: 'off' }],
});
declare const item: Item;
`;

const { config } = ts.readConfigFile(join(ROOT, 'tsconfig.json'), ts.sys.readFile);
const { options } = ts.parseJsonConfigFileContent(config, ts.sys, ROOT);
const sources = new Map<string, ts.SourceFile | undefined>();

/** What the compiler says of lines of an operation, by the project's settings. */
function diagnosticsOf(lines: string): string[] {
	const host = ts.createCompilerHost(options);
	const { getSourceFile } = host;
	host.getSourceFile = (file, ...rest) => {
		if (file === FILE) return ts.createSourceFile(file, SAMPLE + lines, rest[0]);
		if (!sources.has(file)) sources.set(file, getSourceFile(file, ...rest));
		return sources.get(file);
	};
	const program = ts.createProgram([FILE], { ...options, noEmit: true, noUnusedLocals: false }, host);
	return ts
		.getPreEmitDiagnostics(program, program.getSourceFile(FILE))
		.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, ' '));
}

describe('A parameter that is read', () => {
	it('has the type of its definition', () => {
		const lines = `
			const most: number = item.read(limit);
			const all: boolean = item.read(returnAll);
			const wanted: string | undefined = item.read(search);
			const state: 'on' | 'off' = item.read(status);
			async function flow(): Promise<string> { return await item.read(flowLocator); }`;
		expect(diagnosticsOf(lines)).toEqual([]);
	});

	test.each([
		['is misspelt', 'item.read(limt);', "Cannot find name 'limt'. Did you mean 'limit'?"],
		[
			'is named by a string',
			"item.read('limit');",
			"Argument of type 'string' is not assignable to parameter of type",
		],
		[
			'is taken for another type',
			'const most: string = item.read(limit);',
			"Type 'number' is not assignable to type 'string'",
		],
		[
			'may not have been added',
			'const wanted: string = item.read(search);',
			"Type 'undefined' is not assignable to type 'string'",
		],
		['has no such choice', "const open: boolean = item.read(status) === 'open';", 'have no overlap'],
	])('does not compile where it %s', (_, line, message) => {
		expect(diagnosticsOf(line)).toEqual([expect.stringContaining(message)]);
	});
});
