/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs in Node, not inside n8n */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { Credential, WorkflowJson } from '../../scripts/n8n';
import { ROOT } from '../../scripts/packages';
import {
	exampleFiles,
	flowMateCredentials,
	keepCredentials,
	readExample,
	type ExampleCredential,
} from '../../scripts/start/examples';
import { eventually } from './eventually';
import { FlowMateStage } from './stage';

const stage = new FlowMateStage({ withCredential: false });

let credentials: Credential[];

beforeAll(async () => {
	const working = flowMateCredentials({ authentication: 'login', ...stage.login });
	const byName = new Map(
		[...credentialsOfExamples(), ...working].map((each) => [each.type + each.name, each]),
	);
	credentials = await keepCredentials(stage.n8n.rest, [...byName.values()]);
});

beforeEach(async () => {
	// Room for the longest example at its full size.
	await stage.editor.page.setViewportSize({ width: 2000, height: 1200 });
});

test("'Send data to a customer's active flows' runs on the canvas, in light and dark", async () => {
	const { editor } = stage;
	const workflow = readExample('send-data-to-active-flows.json', credentials);
	await stage.openWorkflow(workflow);

	await editor.part('execute-workflow-button').click();

	const nodes = workflow.nodes.filter(({ type, disabled }) => !disabled && !type.endsWith('stickyNote'));
	await eventually(async () =>
		expect(await editor.part('canvas-node-status-success').count()).toBe(nodes.length),
	);
	await eventually(async () => expect(await editor.page.getByText(/^\d items?$/).count()).toBe(nodes.length));
	expect(await editor.page.getByText("Send data to user's flows", { exact: true }).count()).toBe(1);
	expect(await editor.icons()).toEqual(['flowmate.svg']);
	expect(stage.sandbox.count('POST', '/webhooks/')).toBe(3);
	await editor.picture('send-data-to-active-flows', editor.canvas.everything);

	await editor.setTheme('dark');
	await eventually(async () => expect(await editor.icons()).toEqual(['flowmate.dark.svg']));
	await editor.picture('send-data-to-active-flows-dark', editor.canvas.everything);

	await editor.page.setViewportSize({ width: 1400, height: 900 });
	await editor.openNode("Send Data to User's Flows");
	await editor.picture('panel-dark');
});

test.each(exampleFiles())('%s is drawn with its notes, and nothing lies over anything', async (file) => {
	const { editor } = stage;
	const workflow = readExample(file, credentials);
	await stage.openWorkflow(workflow);

	await eventually(async () =>
		expect(await editor.part(/^(canvas-node|sticky)$/).count()).toBe(workflow.nodes.length),
	);
	await eventually(async () => expect(await editor.canvas.complaints()).toEqual([]));
	expect(await editor.part('node-issues').count()).toBe(0);
	await editor.picture(`workflow-${file.replace('.json', '')}`, editor.canvas.everything);
});

/** A credential of each type and name that an example has, empty: it is enough for a picture. */
function credentialsOfExamples(): ExampleCredential[] {
	return exampleFiles()
		.map((file) => JSON.parse(readFileSync(join(ROOT, 'workflows', file), 'utf8')) as WorkflowJson)
		.flatMap(({ nodes }) => nodes.flatMap((node) => Object.entries(node.credentials ?? {})))
		.map(([type, { name }]) => ({ type, name, data: {} }));
}
