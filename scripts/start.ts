/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, no-console -- runs in Node, not inside n8n */
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

import { buildPackages } from './build';
import { cacheFolder } from './n8n/cache';
import { installN8n } from './n8n/install';
import { startN8n } from './n8n/instance';
import { errorOf, itemsOf, OWNER, type Execution } from './n8n/rest';
import { packageFolders, ROOT } from './packages';
import { showProgress } from './progress';
import { startCeligo } from '../sandbox/celigo';
import { aboutFlows, startChatModel } from '../sandbox/chatModel';
import {
	callersCredentials,
	celigoCredential,
	chatModelCredential,
	flowMateCredentials,
	importExamples,
	keepCredentials,
} from './start/examples';
import { flowMatePlatform, type Platform } from './start/platform';

const FIRST_EXAMPLE = 'send-data-to-active-flows.json';
const USUAL_PORT = 5678;

/**
 * `npm start`: a real n8n with this package, a FlowMate to talk to and the example workflows; runs the first one.
 * `npm start -- --once` ends then.
 */
async function main(): Promise<void> {
	const { values } = parseArgs({ options: { once: { type: 'boolean' } } });
	const interrupted = Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);

	await buildPackages();
	await installN8n();
	const platform = await flowMatePlatform();
	console.log(platform.name);
	const celigo = await startCeligo();
	console.log(`Celigo sandbox at ${celigo.url}`);
	const chatModel = await startChatModel({ script: aboutFlows });
	console.log(`Stand-in for a chat model at ${chatModel.url}`);
	const n8n = await showProgress(
		'Starting n8n',
		async (tell) =>
			await startN8n({
				packages: packageFolders(),
				userFolder: userFolder(platform),
				port: USUAL_PORT,
				env: { GENERIC_TIMEZONE: Intl.DateTimeFormat().resolvedOptions().timeZone },
				tell,
			}),
	);
	try {
		const credentials = await keepCredentials(n8n.rest, [
			...flowMateCredentials(platform.credential),
			celigoCredential(celigo),
			chatModelCredential(chatModel),
			...callersCredentials,
		]);
		const example = await importExamples(n8n.rest, credentials, FIRST_EXAMPLE, platform.customer);
		const execution = await showProgress(
			`Running '${example.name}'`,
			async () => await n8n.rest.runWorkflow(example.id),
		);
		report(example.name, execution, platform);
		if (values.once) return;

		console.log(`
This example in the editor: ${n8n.url}/workflow/${example.id}
Sign in with ${OWNER.email} and ${OWNER.password}. All examples: ${n8n.url}/home/workflows
Ctrl+C ends everything.`);
		await interrupted;
		process.exitCode = 0;
	} finally {
		await n8n.close();
		await platform.close();
		await celigo.close();
		await chatModel.close();
	}
}

/**
 * Kept from one start to the next, for each platform and customer. It is not inside the checkout: packages loaded from there would
 * find the checkout's n8n-workflow instead of n8n's own.
 */
function userFolder({ isSandbox, name, customer }: Platform): string {
	const whose = JSON.stringify([ROOT, isSandbox ? '' : name, customer]);
	return join(cacheFolder(), `start-${createHash('sha256').update(whose).digest('hex').slice(0, 12)}`);
}

function report(name: string, execution: Execution, platform: Platform): void {
	const error = errorOf(execution);
	const last = execution.data.resultData.lastNodeExecuted ?? '';
	if (error) {
		console.error(
			`The workflow '${name}' stopped at '${last}': ${error.message}\n${error.description ?? ''}`,
		);
		process.exitCode = 1;
		return;
	}
	const items = itemsOf(execution, last);
	console.log(`${name}: ${items.length} items from '${last}'`);
	if (items.length > 0) return console.table(items);
	console.log(
		'Nothing was sent: FlowMate has no such customer, or the customer has no active flow with a webhook.',
	);
	if (!platform.isSandbox) console.log('Set FLOWMATE_CUSTOMER to the user name of a customer who has one.');
}

main().catch((error: Error) => {
	console.error(error.message);
	process.exitCode = 1;
});
