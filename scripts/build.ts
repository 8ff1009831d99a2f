import { npm } from './n8n/npm';
import { ROOT } from './packages';
import { showProgress } from './progress';

/** Builds all packages. */
export async function buildPackages(): Promise<void> {
	await showProgress('Building the nodes', async () => await npm(ROOT, 'run', 'build'));
}
