import type { Credential } from '../../scripts/n8n';
import {
	exampleFiles,
	flowMateCredentials,
	keepCredentials,
	readExample,
} from '../../scripts/start/examples';
import { eventually } from './eventually';
import { Stage } from './stage';

const stage = new Stage({ withCredential: false });

let credentials: Credential[];

beforeAll(async () => {
	const account = { authentication: 'login', ...stage.login };
	credentials = await keepCredentials(stage.n8n.rest, flowMateCredentials(account));
});

/** What the picture of a workflow is to show. */
const everything = () => [
	stage.editor.part('canvas-node'),
	stage.editor.part('sticky'),
	stage.editor.page.locator('[data-test-id=canvas-node] [class*=description]'),
];

test("'Send data to a customer's active flows' runs on the canvas, in light and dark", async () => {
	const { editor } = stage;
	const workflow = readExample('send-data-to-active-flows.json', credentials);
	await stage.openWorkflow(workflow);

	await editor.part('execute-workflow-button').click();

	const nodes = workflow.nodes.filter(({ type }) => !type.endsWith('stickyNote'));
	await eventually(async () =>
		expect(await editor.part('canvas-node-status-success').count()).toBe(nodes.length),
	);
	expect(await editor.page.getByText('getAll: user').innerText()).toBe('getAll: user');
	expect(await editor.icons()).toEqual(['flowmate.svg']);
	expect(stage.sandbox.count('POST', '/webhooks/')).toBe(3);
	await editor.picture('send-data-to-active-flows', everything());

	await editor.setTheme('dark');
	await eventually(async () => expect(await editor.icons()).toEqual(['flowmate.dark.svg']));
	await editor.picture('send-data-to-active-flows-dark', everything());

	await editor.openNode('Find Active Flows');
	await editor.picture('panel-dark');
});

test.each(flowMateExamples())('%s is drawn with its notes', async (file) => {
	const workflow = readExample(file, credentials);
	await stage.openWorkflow(workflow);

	await eventually(async () =>
		expect(await stage.editor.part(/^(canvas-node|sticky)$/).count()).toBe(workflow.nodes.length),
	);
	expect(await stage.editor.part('node-issues').count()).toBe(0);
	await stage.editor.picture(`workflow-${file.replace('.json', '')}`, everything());
});

/** Those that need this package only. */
function flowMateExamples(): string[] {
	return exampleFiles().filter((file) => !file.startsWith('celigo-'));
}
