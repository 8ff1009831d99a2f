/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-dangerous-functions -- runs in Node, not inside n8n */
import { execFileSync } from 'node:child_process';
import {
	cpSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	rmSync,
	symlinkSync,
	writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, posix } from 'node:path';
import type { IDataObject } from 'n8n-workflow';
import { loadEngine, type Engine } from '../engine/harness';
import { ROOT } from '../../scripts/packages';
import { ShelfServer, TOKEN } from './shelf/server';

const SHELF = join(__dirname, 'shelf');

/** The files in docs/kit.md: a name in bold, and its text in a block. */
const files = new Map(
	[
		...readFileSync(join(ROOT, 'docs/kit.md'), 'utf8').matchAll(
			/^\*\*`([^`]+)`\*\*\n\n```\w+\n([\s\S]*?)^```$/gm,
		),
	].map(([, name, text]): [string, string] => [name, text]),
);

/** Shelf's source as it is in a package of its own: the kit stands in its folder. */
function packaged(file: string): string {
	const here = posix.relative(posix.dirname(file), 'nodes/Shelf/kit');
	const kit = here.startsWith('.') ? here : `./${here}`;
	return readFileSync(join(SHELF, file), 'utf8').replaceAll(/'(\.\.\/)+nodes\/FlowMate\/kit\//g, `'${kit}/`);
}

describe('docs/kit.md', () => {
	const sources = ['credentials', 'nodes']
		.flatMap((folder) =>
			readdirSync(join(SHELF, folder), { recursive: true, encoding: 'utf8' }).map(
				(name) => `${folder}/${name}`,
			),
		)
		.filter((name) => name.endsWith('.ts'));

	it('shows all of Shelf', () => {
		expect([...files.keys()].sort()).toEqual([...sources, 'package.json'].sort());
	});

	test.each(sources)('shows %s as it is tested', (file) => {
		expect(files.get(file)).toBe(packaged(file));
	});

	describe('followed to the letter', () => {
		const directory = mkdtempSync(join(tmpdir(), 'shelf-'));
		let engine: Engine;
		let server: ShelfServer;

		beforeAll(async () => {
			for (const [file, text] of files) write(join(directory, file), text);
			cpSync(join(ROOT, 'nodes/FlowMate/kit'), join(directory, 'nodes/Shelf/kit'), { recursive: true });
			compile(directory);
			engine = await loadEngine({ directory });
			server = await ShelfServer.start(3, Date.now);
		});

		afterAll(async () => {
			await server.close();
			rmSync(directory, { recursive: true, force: true });
		});

		const run = async (
			resource: string,
			operation: string,
			parameters: IDataObject,
			items?: IDataObject[],
		) => {
			const credential = engine.credential('shelfApi', { baseUrl: server.url, token: TOKEN });
			const options = {
				node: 'shelf',
				parameters: { resource, operation, ...parameters },
				credential,
				items,
			};
			const { items: given, error } = await engine.run(options);
			return error ?? given.map(({ json }) => json);
		};

		it('gives a node that runs', async () => {
			expect(await run('book', 'get', { book: { __rl: true, mode: 'id', value: 'b000002' } })).toEqual([
				{ id: 'b000002', title: 'Book 2', author: 'Le Guin', status: 'available' },
			]);
			expect(await run('book', 'withdrawMany', {}, [{ id: 'b000001' }, { id: 'b000003' }])).toEqual([
				{ id: 'b000001', status: 'withdrawn' },
				{ id: 'b000003', status: 'withdrawn' },
			]);
		});

		it('gives a list in the editor', async () => {
			const credential = engine.credential('shelfApi', { baseUrl: server.url, token: TOKEN });
			const { results } = await engine.listSearch({ node: 'shelf', method: 'searchBooks', credential });
			expect(results).toHaveLength(3);
		});
	});
});

function write(file: string, text: string): void {
	mkdirSync(dirname(file), { recursive: true });
	writeFileSync(file, text);
}

/** Builds a package as this one is built, by the same settings. */
function compile(directory: string): void {
	symlinkSync(join(ROOT, 'node_modules'), join(directory, 'node_modules'), 'junction');
	const compilerOptions = { rootDir: '.', outDir: 'dist' };
	const include = ['credentials/**/*.ts', 'nodes/**/*.ts'];
	const settings = { extends: join(ROOT, 'tsconfig.json'), compilerOptions, include };
	write(join(directory, 'tsconfig.json'), JSON.stringify(settings));
	execFileSync(process.execPath, [join(ROOT, 'node_modules/typescript/bin/tsc'), '-p', directory], {
		encoding: 'utf8',
	});
}
