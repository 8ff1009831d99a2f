/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, no-console -- runs in Node, not inside n8n */
import { join } from 'node:path';
import { selectors } from 'playwright-core';

import { startFlowMate, type FlowMateSandbox } from '../../sandbox/flowmate';
import { findChromium, launchChromium } from '../../test/browser/chromium';
import { Editor } from '../../test/browser/editor';
import { buildPackages } from '../build';
import { startN8n } from '../n8n';
import { installN8n } from '../n8n/install';
import { onPort } from '../n8n/port';
import { flowMateCredentials, keepCredentials, ordersCredential, readExample } from '../start/examples';
import { packageFolders, ROOT } from '../packages';
import { showProgress } from '../progress';
import { findFfmpeg, Film, WINDOW } from './film';

/** Not a random one, since it is in the pictures. */
const PORT = 8765;

/**
 * `npm run demo`: what reviewers ask to see, done in n8n's real editor against the sandbox: installation, credential test, operations,
 * trigger. Numbered pictures with captions and a video of them are put into the folder demo.
 */
async function main(): Promise<void> {
	const ffmpeg = await findFfmpeg(); // what is missing is told before anything else is done
	await findChromium();
	await buildPackages();
	await installN8n();
	selectors.setTestIdAttribute('data-test-id');
	const sandbox = await onPort(PORT, async (port) => await startFlowMate({ port }));
	const n8n = await showProgress(
		'Starting n8n',
		async (tell) => await startN8n({ packages: packageFolders(), tell }),
	);
	const browser = await launchChromium();
	try {
		const context = await browser.newContext({
			viewport: WINDOW,
			colorScheme: 'light',
			reducedMotion: 'reduce',
			locale: 'en-US',
			timezoneId: 'UTC',
		});
		await new Editor(await context.newPage(), n8n.url).signIn();
		const film = await Film.begin(context, join(ROOT, 'demo'), ffmpeg);
		const editor = new Editor(await context.newPage(), n8n.url);
		const take = async (caption: string) => await film.take(editor.page, caption);

		await install(editor, n8n.url, take);
		await connect(editor, sandbox, take);
		await listFlows(editor, take);
		await sendData(editor, take);
		await control(editor, take);
		await watch(editor, take);

		const account = { authentication: 'login', baseUrl: sandbox.url, ...sandbox.partner };
		const credentials = await keepCredentials(n8n.rest, [...flowMateCredentials(account), ordersCredential]);
		const { id } = await n8n.rest.createWorkflow(readExample('send-data-to-active-flows.json', credentials));
		await runExample(editor, id, take);
		console.log(await film.finish());
	} finally {
		await browser.close();
		await n8n.close();
		await sandbox.close();
	}
}

type Take = (caption: string) => Promise<void>;

async function install(editor: Editor, url: string, take: Take): Promise<void> {
	const { page } = editor;
	await page.goto(`${url}/settings/community-nodes`);
	await page
		.getByRole('button', { name: /install/i })
		.first()
		.click();
	const dialog = page.getByRole('dialog');
	await dialog.getByRole('textbox').fill('n8n-nodes-flowmate');
	await dialog.getByRole('checkbox').check({ force: true });
	await take(
		'Installation: Settings, Community nodes, Install. In this recording it is not sent: n8n has loaded the tarball that npm would publish.',
	);
	await page.keyboard.press('Escape');
}

async function connect(editor: Editor, { url, partner }: FlowMateSandbox, take: Take): Promise<void> {
	await editor.openNew();
	await editor.addManualTrigger();
	await editor.searchNodes('flowmate');
	await editor.foundNodes.getByText('FlowMate', { exact: true }).waitFor();
	await take('The node is in the panel, marked as a community node.');

	await editor.foundNodes.getByText('FlowMate', { exact: true }).click();
	await editor.foundNodes.getByText('Get many flows', { exact: true }).waitFor();
	await take('Its operations: flows, users, templates, execution counts and webhooks.');

	await editor.foundNodes.getByText('Get many flows', { exact: true }).click();
	await editor.part('node-parameters').waitFor();
	await editor.credential.create();
	await editor.credential.fill({ baseUrl: url, ...partner, password: 'not the password' });
	await editor.credential.save();
	await editor.credential.moreDetails();
	await take('Credential test with a wrong password: n8n shows what FlowMate did not accept.');

	await editor.credential.fill({ password: partner.password });
	await editor.credential.save();
	await editor.credential.self.waitFor({ state: 'hidden' });
	await editor.credential.open();
	await editor.credential.self.getByText('Connection tested successfully').waitFor();
	await take('With the right one, the test logs in and succeeds.');
	await editor.credential.close();
}

async function listFlows(editor: Editor, take: Take): Promise<void> {
	await editor.addTo('Add Filter', 'Status');
	await editor.addTo('Add Filter', 'User');
	const user = editor.locator('user');
	await user.openList();
	await user.search('1002');
	await editor.page.getByText('customer-1002').first().waitFor();
	await take(
		'Get Many: filters by status and by user. The user is picked from a list, by ID, by user name or by URL.',
	);
	await user.pick('customer-1002');
	await editor.execute();
	await editor.outputTable();
	await take('The active flows of this customer, simplified.');
}

async function sendData(editor: Editor, take: Take): Promise<void> {
	await openAction(editor, 'Send data to flow');
	await pickFlow(editor, 'active');
	await editor.choose('dataMode', 'Mapped Fields');
	await editor.field('dealId').waitFor();
	await editor.fill('dealId', 'D-77');
	await editor.fill('amount', '898.5');
	await editor.fill('currency', 'EUR');
	await editor.execute();
	await take('Send Data: fields are mapped to the input parameters of the flow.');
}

async function control(editor: Editor, take: Take): Promise<void> {
	await rename(editor, 'active');
	await take('Update of a flow that runs: the message says what happened, the description what to do.');

	await openAction(editor, 'Stop flow');
	await pickFlow(editor, 'active');
	await editor.addTo('Add Option', 'Wait Until Inactive');
	await editor.execute();
	await take('So the flow is stopped; the node waits until it is inactive.');

	await rename(editor, 'inactive');
	await take('Now the update is done.');
}

async function rename(editor: Editor, status: string): Promise<void> {
	await openAction(editor, 'Update flow');
	await pickFlow(editor, status);
	await editor.addTo('Add Field', 'Name');
	await editor.fill('name', 'Won deal to ERP');
	await editor.execute();
}

async function openAction(editor: Editor, action: string): Promise<void> {
	await editor.openNew();
	await editor.addManualTrigger();
	await editor.addNode('FlowMate', action);
}

async function pickFlow(editor: Editor, status: string): Promise<void> {
	const flow = editor.locator('flow');
	await flow.openList();
	await flow.search('deal');
	await flow.pick(`Won deal to invoice – customer-1002 (${status})`);
}

async function watch(editor: Editor, take: Take): Promise<void> {
	await editor.openNew();
	await editor.searchNodes('flowmate');
	await editor.foundNodes.getByText('FlowMate', { exact: true }).click();
	await editor.foundNodes.getByText('On limit reached').click();
	await editor.part('node-parameters').waitFor();
	await editor.fill('limit', '1000');
	await editor.execute();
	await editor.outputTable();
	await take('The trigger: executions counted, limits reached. A test run gives an example.');
}

async function runExample(editor: Editor, workflowId: string, take: Take): Promise<void> {
	await editor.open(workflowId);
	await editor.part('execute-workflow-button').click();
	await editor.page.getByText('Workflow executed successfully').first().waitFor();
	await editor.toasts.first().waitFor({ state: 'hidden' });
	await take('One of the example workflows: an order goes to each active flow of a customer.');
}

main().catch((error: Error) => {
	console.error(error.message);
	process.exitCode = 1;
});
