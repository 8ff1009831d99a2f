/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- runs in Node, not inside n8n */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

// n8n-core reads these when it is loaded and writes its settings file; without them it would write to ~/.n8n.
// So this file has to be imported before n8n-core.
const userFolder = mkdtempSync(join(tmpdir(), 'n8n-engine-'));
process.env.N8N_USER_FOLDER = userFolder;
process.env.N8N_ENCRYPTION_KEY = 'engine-tests';
// n8n-core logs every failing node otherwise.
process.env.N8N_LOG_LEVEL ??= 'silent';

const remove = () => rmSync(userFolder, { recursive: true, force: true });
// A script that uses the engine has no test framework around it.
if (typeof afterAll === 'function') afterAll(remove);
else process.once('exit', remove);
