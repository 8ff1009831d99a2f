/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- runs in Node, not inside n8n */
import { join } from 'node:path';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { selectors, type Browser, type BrowserContext } from 'playwright-core';

import { startN8n, type Credential, type N8n, type WorkflowJson } from '../../scripts/n8n';
import { freePort } from '../../scripts/n8n/port';
import { ROOT } from '../../scripts/packages';
import { startFlowMate, type FlowMateOptions, type FlowMateSandbox } from '../../sandbox/flowmate';
import { launchChromium } from './chromium';
import { Editor } from './editor';

/** Not a random one, since it is in the pictures. */
const PORT = 8765;

export const NODE = 'FlowMate';

/** A FlowMate, an n8n with the package and a browser that is signed in; for each test an editor in a window of its own. */
export class Stage {
	sandbox!: FlowMateSandbox;

	n8n!: N8n;

	editor!: Editor;

	/** A FlowMate credential as the partner. There is none if `withCredential` is false. */
	credential!: Credential;

	private browser!: Browser;

	private context!: BrowserContext;

	constructor({ withCredential = true, ...options }: FlowMateOptions & { withCredential?: boolean } = {}) {
		selectors.setTestIdAttribute('data-test-id');
		beforeAll(async () => {
			this.sandbox = await startFlowMate({ port: await freePort(PORT), ...options });
			this.n8n = await startN8n({ packages: [ROOT] });
			if (withCredential) this.credential = await this.createCredential('FlowMate account');
			this.browser = await launchChromium();
			this.context = await this.browser.newContext({
				viewport: { width: 1400, height: 900 },
				colorScheme: 'light',
				reducedMotion: 'reduce',
				locale: 'en-US',
				timezoneId: 'UTC',
			});
			await (await this.newEditor()).signIn();
		});
		beforeEach(async () => {
			this.editor = await this.newEditor();
			this.sandbox.requests.length = 0;
		});
		afterEach(async () => {
			await this.keepLastLook();
			await this.editor.page.close();
		});
		afterAll(async () => {
			await this.browser?.close();
			await this.n8n?.close();
			await this.sandbox?.close();
		});
	}

	async createCredential(name: string, changes: IDataObject = {}): Promise<Credential> {
		return await this.n8n.rest.createCredential('flowMateApi', name, {
			authentication: 'login',
			...this.login,
			...changes,
		});
	}

	/** What a person enters into the credential's window. */
	get login() {
		const { url: baseUrl, partner } = this.sandbox;
		return { baseUrl, ...partner };
	}

	/** Opens the panel of a FlowMate node with these parameters, behind a manual trigger. */
	async openNode(parameters: INodeParameters, credential = this.credential): Promise<void> {
		await this.openWorkflow(workflowOf([flowMate(NODE, parameters, credential)]));
		await this.editor.openNode(NODE);
	}

	async openWorkflow(workflow: WorkflowJson): Promise<void> {
		const { id } = await this.n8n.rest.createWorkflow(workflow);
		await this.editor.open(id);
	}

	/** Paths with query of the requests that reached FlowMate since the test began. */
	get asked(): string[] {
		return this.sandbox.requests.map(({ method, url }) => `${method} ${decodeURIComponent(url)}`);
	}

	/** To see why a test failed: LAST_LOOK names a folder for pictures of how each test ended. */
	private async keepLastLook(): Promise<void> {
		const folder = process.env.LAST_LOOK;
		const name = expect
			.getState()
			.currentTestName?.replace(/[^a-z0-9]+/gi, '-')
			.slice(0, 80);
		if (folder) await this.editor.page.screenshot({ path: join(folder, `${name}.png`) });
	}

	private async newEditor(): Promise<Editor> {
		const page = await this.context.newPage();
		page.setDefaultTimeout(30_000);
		return new Editor(page, this.n8n.url);
	}
}

type Node = WorkflowJson['nodes'][number];

/** A FlowMate node, or its trigger. */
export const flowMate = (
	name: string,
	parameters: INodeParameters,
	{ id, name: credential }: Credential,
	type = 'flowMate',
): Node => ({
	id: name,
	name,
	type: `n8n-nodes-flowmate.${type}`,
	typeVersion: 1,
	position: [0, 0],
	parameters,
	credentials: { flowMateApi: { id, name: credential } },
});

/** Nodes one behind the other, the first behind a manual trigger. */
export function workflowOf(nodes: Node[]): WorkflowJson {
	const start = { type: 'n8n-nodes-base.manualTrigger', typeVersion: 1, parameters: {} };
	const all = [{ ...start, id: 'start', name: 'Start' } as Node, ...nodes];
	return {
		name: 'My workflow',
		nodes: all.map((node, index) => ({ ...node, position: [220 * index, 0] })),
		connections: Object.fromEntries(
			nodes.map(({ name: node }, index) => [
				all[index].name,
				{ main: [[{ node, type: 'main' as const, index: 0 }]] },
			]),
		),
	};
}
