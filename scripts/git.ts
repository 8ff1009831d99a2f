/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-dangerous-functions -- runs in Node, not inside n8n */
import { execFileSync } from 'node:child_process';

import { ROOT } from './packages';

/** The lines that a git command prints in this repository. */
export const git = (...args: string[]): string[] =>
	execFileSync('git', args, { cwd: ROOT, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 })
		.split('\n')
		.filter(Boolean);
