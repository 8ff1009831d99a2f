/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/require-node-api-error -- runs in Node, not inside n8n */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

const NO_NETWORK =
	/ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|ERR_SOCKET_TIMEOUT|network/i;
const NO_BUILD_TOOLS = /not found: make|find Python|(g\+\+|cc1plus|c\+\+)\W.*(not found|No such file)/i;
const NO_SPACE = /ENOSPC/;

/** Runs npm in a folder and returns what it printed. Throws an Error that says in plain words what is missing. */
export async function npm(folder: string, ...args: string[]): Promise<string> {
	try {
		const { stdout } = await run('npm', [...args, '--no-audit', '--no-fund'], {
			cwd: folder,
			maxBuffer: 100e6,
			shell: process.platform === 'win32', // npm is npm.cmd there
		});
		return stdout;
	} catch (error) {
		const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string };
		const output = `${stdout}${stderr}`.trim();
		const end = output.split('\n').slice(-15).join('\n');
		throw new Error(`'npm ${args.join(' ')}' did not work: ${reason(output)}\n\n${end || String(error)}`);
	}
}

function reason(output: string): string {
	if (NO_BUILD_TOOLS.test(output))
		return 'a C++ compiler, make or Python 3 is missing (Debian: apt-get install g++ make python3).';
	if (NO_SPACE.test(output)) return 'the disk is full; n8n takes 3 GB.';
	if (NO_NETWORK.test(output)) return 'the npm registry cannot be reached from here.';
	if (output.includes('gyp ERR!')) return 'the native part could not be built.';
	return 'npm says:';
}
