/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/require-node-api-error, no-console -- runs in Node, not inside n8n */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { promisify } from 'node:util';

const run = promisify(execFile);

/**
 * Installs packages of Debian where this process may do so: as root, with apt-get.
 *
 * @param help what to tell a person who has to install them by hand; the message of the Error where that is so
 */
export async function installFromDebian(packages: string[], help: string): Promise<void> {
	if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) throw new Error(help);
	console.log(`Installing ${packages.join(' and ')} from the packages of this system …`);
	const options = { env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }, maxBuffer: 100e6 };
	try {
		await run('apt-get', ['update'], options);
		await run('apt-get', ['install', '--yes', '--no-install-recommends', ...packages], options);
	} catch (error) {
		const { stderr } = error as { stderr?: string };
		throw new Error(
			`${help}\n'apt-get install ${packages.join(' ')}' did not work: ${stderr || String(error)}`,
		);
	}
}
