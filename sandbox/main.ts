/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- runs in Node, not inside n8n */
import { parseArgs } from 'node:util';
import { startFlowMate } from './flowmate';

/** Runs the FlowMate sandbox until Ctrl+C: tsx sandbox/main.ts [--port 8765] */
async function main(): Promise<void> {
	const { values } = parseArgs({ options: { port: { type: 'string', default: '8765' } } });
	const { url, partner, adminToken } = await startFlowMate({ port: Number(values.port) });
	process.stdout.write(`FlowMate sandbox

  Base URL   ${url}
  User name  ${partner.username}
  Password   ${partner.password}
  Or token   ${adminToken}

What it knows and what it was asked:
  curl ${url}/_sandbox/state
  curl ${url}/_sandbox/requests

Let the next two requests for flows meet a broken gateway, or too many requests; then clear all faults:
  curl ${url}/_sandbox/faults -d '{"path":"/flows","times":2,"effect":{"html":502}}'
  curl ${url}/_sandbox/faults -d '{"path":"/flows","times":2,"effect":{"status":429,"retryAfter":"2"}}'
  curl -X DELETE ${url}/_sandbox/faults

Let all tokens expire:
  curl -X POST ${url}/_sandbox/expire-tokens
`);
}

void main();
