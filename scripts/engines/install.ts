/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- runs in Node, not inside n8n */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { keepInCache } from '../n8n/cache';
import { npm } from '../n8n/npm';
import { overrides } from '../n8n/package.json';
import { showProgress } from '../progress';

export interface Engine {
	/** The folder whose node_modules holds it. */
	folder: string;
	/** The version of n8n-core. */
	core: string;
	/** The version of n8n-workflow that n8n-core asks for. */
	workflow: string;
}

/** n8n-core with its n8n-workflow, without the rest of n8n, fetched into the cache if it is not there yet. */
export async function installEngine(wanted: string): Promise<Engine> {
	const core = (await npm(__dirname, 'view', `n8n-core@${wanted}`, 'version')).trim();
	const folder = await keepInCache(`engine-${core}-${process.platform}-${process.arch}`, async (partial) => {
		const manifest = {
			private: true,
			dependencies: { 'n8n-core': core },
			overrides: { ...overrides, 'p-retry': '4.6.2' }, // jest does not load later ones, which are no CommonJS
		};
		writeFileSync(join(partial, 'package.json'), JSON.stringify(manifest));
		await showProgress(
			`Fetching n8n-core ${core} (once per machine)`,
			async () => await npm(partial, 'install', '--ignore-scripts', '--omit=dev'),
		);
	});
	return { folder, core, workflow: versionOf(folder, 'n8n-workflow') };
}

function versionOf(folder: string, name: string): string {
	const file = join(folder, 'node_modules', name, 'package.json');
	return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
}
