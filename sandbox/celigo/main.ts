/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- runs in Node, not inside n8n */
import { parseArgs } from 'node:util';
import { startCeligo } from '.';

/** Runs the Celigo sandbox until Ctrl+C: tsx sandbox/celigo/main.ts [--port 8766] */
async function main(): Promise<void> {
	const { values } = parseArgs({ options: { port: { type: 'string', default: '8766' } } });
	const { url, token, customToken } = await startCeligo({ port: Number(values.port) });
	process.stdout.write(`Celigo sandbox

  Region      Other Base URL
  Base URL    ${url}
  API token   ${token}
  A token that may not use flows: ${customToken}

What it knows and what it was asked:
  curl ${url}/_sandbox/state
  curl ${url}/_sandbox/requests

Let the next two requests for flows meet a broken gateway, or too many requests; then clear all faults:
  curl ${url}/_sandbox/faults -H 'content-type: application/json' -d '{"path":"/v1/flows","times":2,"effect":{"html":502}}'
  curl ${url}/_sandbox/faults -H 'content-type: application/json' -d '{"path":"/v1/flows","times":2,"effect":{"status":429,"retryAfter":"2"}}'
  curl -X DELETE ${url}/_sandbox/faults
`);
}

void main();
