/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- runs in Node, not inside n8n */
import { join } from 'node:path';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import {
	selectors,
	type Browser,
	type BrowserContext,
	type BrowserContextOptions,
	type Page,
} from 'playwright-core';

import { startN8n, type Credential, type N8n, type WorkflowJson } from '../../scripts/n8n';
import { onPort } from '../../scripts/n8n/port';
import { packageFolders } from '../../scripts/packages';
import { startCeligo, type CeligoOptions, type CeligoSandbox } from '../../sandbox/celigo';
import { startFlowMate, type FlowMateOptions, type FlowMateSandbox } from '../../sandbox/flowmate';
import { launchChromium } from './chromium';
import { Editor } from './editor';

/** Not a random one, since it is in the pictures. */
const PORT = 8765;

export const NODE = 'FlowMate';

const LOOK: BrowserContextOptions = {
	viewport: { width: 1400, height: 900 },
	colorScheme: 'light',
	reducedMotion: 'reduce',
	locale: 'en-US',
	timezoneId: 'UTC',
};

/** An n8n with both packages and a browser that is signed in; for each test an editor in a window of its own. */
export class Stage {
	n8n!: N8n;

	editor!: Editor;

	private browser!: Browser;

	private context!: BrowserContext;

	constructor() {
		selectors.setTestIdAttribute('data-test-id');
		beforeAll(async () => {
			this.n8n = await startN8n({ packages: packageFolders() });
			this.browser = await launchChromium();
			this.context = await this.browser.newContext(LOOK);
			// The editor shows these hints once to each person, over what it is to be seen here.
			await this.context.addInitScript(
				"for (const place of ['NDV', 'CANVAS']) localStorage.setItem('N8N_PIN_DATA_DISCOVERY_' + place, 'true')",
			);
			await (await this.newEditor()).signIn();
		});
		beforeEach(async () => {
			this.editor = await this.newEditor();
		});
		afterEach(async () => {
			await this.keepLastLook();
			await this.editor.page.close();
		});
		afterAll(async () => {
			await this.browser?.close();
			await this.n8n?.close();
		});
	}

	async openWorkflow(workflow: WorkflowJson): Promise<void> {
		const { id } = await this.n8n.rest.createWorkflow(workflow);
		await this.editor.open(id);
	}

	/** Opens the panel of a node, behind a manual trigger. */
	async openPanel(node: Node): Promise<void> {
		await this.openWorkflow(workflowOf([node]));
		await this.editor.openNode(node.name);
	}

	/** A page in a window of somebody who is not signed in to n8n; it goes with the test. */
	async newPage(options: BrowserContextOptions): Promise<Page> {
		const context = await this.browser.newContext({ ...LOOK, ...options });
		this.editor.page.once('close', () => void context.close());
		return await context.newPage();
	}

	/** To see why a test failed: LAST_LOOK names a folder for pictures of how each test ended. */
	private async keepLastLook(): Promise<void> {
		const folder = process.env.LAST_LOOK;
		const name = expect
			.getState()
			.currentTestName?.replace(/[^a-z0-9]+/gi, '-')
			.slice(-80);
		if (folder) await this.editor.page.screenshot({ path: join(folder, `${name}.png`) });
	}

	private async newEditor(): Promise<Editor> {
		const page = await this.context.newPage();
		page.setDefaultTimeout(60_000);
		return new Editor(page, this.n8n.url);
	}
}

/** A stage with a FlowMate. */
export class FlowMateStage extends Stage {
	sandbox!: FlowMateSandbox;

	/** A FlowMate credential as the partner. There is none if `withCredential` is false. */
	credential!: Credential;

	constructor({ withCredential = true, ...options }: FlowMateOptions & { withCredential?: boolean } = {}) {
		super();
		beforeAll(async () => {
			this.sandbox = await onPort(PORT, async (port) => await startFlowMate({ port, ...options }));
			if (withCredential) this.credential = await this.createCredential('FlowMate account');
		});
		beforeEach(() => void (this.sandbox.requests.length = 0));
		afterAll(async () => await this.sandbox?.close());
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
		await this.openPanel(flowMate(NODE, parameters, credential));
	}

	/** Paths with query of the requests that reached FlowMate since the test began. */
	get asked(): string[] {
		return this.sandbox.requests.map(({ method, url }) => `${method} ${decodeURIComponent(url)}`);
	}
}

/** A stage with a Celigo. */
export class CeligoStage extends Stage {
	sandbox!: CeligoSandbox;

	/** A Celigo credential with full access. There is none if `withCredential` is false. */
	credential!: Credential;

	constructor({ withCredential = true, ...options }: CeligoOptions & { withCredential?: boolean } = {}) {
		super();
		beforeAll(async () => {
			this.sandbox = await onPort(PORT, async (port) => await startCeligo({ port, ...options }));
			if (!withCredential) return;
			this.credential = await this.n8n.rest.createCredential('celigoApi', 'Celigo account', this.access);
		});
		beforeEach(() => void (this.sandbox.requests.length = 0));
		afterAll(async () => await this.sandbox?.close());
	}

	/** What a person enters into the credential's window. */
	get access() {
		return { region: 'custom', baseUrl: this.sandbox.url, token: this.sandbox.token };
	}

	/** Opens the panel of a Celigo node with these parameters, behind a manual trigger. */
	async openNode(parameters: INodeParameters, credential = this.credential): Promise<void> {
		await this.openPanel(celigo('Celigo', parameters, credential));
	}

	/** Paths with query of the requests that reached Celigo since the test began. */
	get asked(): string[] {
		return this.sandbox.requests.map(({ method, url }) => `${method} ${decodeURIComponent(url)}`);
	}
}

type Node = WorkflowJson['nodes'][number];

const node = (name: string, type: string, parameters: INodeParameters): Node => ({
	id: name,
	name,
	type,
	typeVersion: 1,
	position: [0, 0],
	parameters,
});

/** A FlowMate node, or its trigger. */
export const flowMate = (
	name: string,
	parameters: INodeParameters,
	{ id, name: credential }: Credential,
	type = 'flowMate',
): Node => ({
	...node(name, `n8n-nodes-flowmate.${type}`, parameters),
	credentials: { flowMateApi: { id, name: credential } },
});

export const celigo = (
	name: string,
	parameters: INodeParameters,
	{ id, name: credential }: Credential,
): Node => ({
	...node(name, 'n8n-nodes-celigo.celigo', parameters),
	credentials: { celigoApi: { id, name: credential } },
});

/** Nodes one behind the other, the first behind a manual trigger. */
export function workflowOf(nodes: Node[]): WorkflowJson {
	const all = [node('Start', 'n8n-nodes-base.manualTrigger', {}), ...nodes];
	return {
		name: 'My workflow',
		nodes: all.map((each, index) => ({ ...each, position: [220 * index, 0] })),
		connections: Object.fromEntries(
			nodes.map(({ name }, index) => [
				all[index].name,
				{ main: [[{ node: name, type: 'main' as const, index: 0 }]] },
			]),
		),
	};
}
