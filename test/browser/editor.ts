/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs in Node, not inside n8n */
import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Locator, Page } from 'playwright-core';

import { OWNER } from '../../scripts/n8n';
import { ROOT } from '../../scripts/packages';
import { boxAround, Canvas } from './canvas';
import { Effort } from './effort';

const PICTURES = join(ROOT, 'docs', 'screenshots');

/** Messages that come and go in the corner, and other windows' doings, are no part of a picture. */
const QUIET = '.el-notification, [data-test-id="node-feature-request"] { visibility: hidden !important; }';

/** n8n's editor as a person sees and uses it. Everything is found by the names that n8n gives its parts for its own tests. */
export class Editor {
	constructor(
		readonly page: Page,
		private readonly url: string,
	) {}

	async signIn(): Promise<void> {
		await this.page.goto(`${this.url}/signin`);
		await this.page.locator('input[name=emailOrLdapLoginId]').fill(OWNER.email);
		await this.page.locator('input[name=password]').fill(OWNER.password);
		await this.part('form-submit-button').click();
		await this.page.waitForURL(/home/);
		await this.page.close();
	}

	/** The visible part of the page with this name. */
	part(name: string | RegExp): Locator {
		return this.page.getByTestId(name).filter({ visible: true });
	}

	async openNew(): Promise<void> {
		await this.page.goto(`${this.url}/workflow/new`);
		await this.part('canvas-add-button').waitFor();
	}

	async open(workflowId: string): Promise<void> {
		await this.page.goto(`${this.url}/workflow/${workflowId}`);
		await this.part('canvas-node').first().waitFor();
	}

	get canvas(): Canvas {
		return new Canvas(this.page);
	}

	/** A node on the canvas. */
	node(name: string): Locator {
		return this.page.locator(`[data-test-id=canvas-node][data-node-name="${name}"]`);
	}

	async openNode(name: string): Promise<void> {
		await this.node(name).dblclick();
		await this.part('node-parameters').waitFor();
	}

	async closeNode(): Promise<void> {
		await this.part('ndv-close-button').click();
		await this.part('node-parameters').waitFor({ state: 'hidden' });
	}

	/** Opens the list of nodes and enters a text into its search. */
	async searchNodes(text: string): Promise<void> {
		await this.part('node-creator-plus-button').click();
		await this.part('node-creator-search-bar').fill(text);
	}

	/** The entries of the list of nodes. */
	get foundNodes(): Locator {
		return this.page.getByTestId('node-creator').getByTestId('node-creator-item-name');
	}

	async addManualTrigger(): Promise<void> {
		await this.searchNodes('manual');
		await this.foundNodes.getByText('Trigger manually').click();
		await this.part('canvas-node').waitFor();
	}

	/** Picks a node, then one of its actions or triggers; its panel opens. */
	async addNode(name: string, action: string): Promise<void> {
		await this.searchNodes(name);
		await this.foundNodes.getByText(name, { exact: true }).click();
		await this.foundNodes.getByText(action, { exact: true }).click();
		await this.part('node-parameters').waitFor();
	}

	/** A field in the panel, by its parameter's name. */
	field(parameter: string): Locator {
		return this.part(`parameter-input-${parameter}`);
	}

	/** The names that stand over the fields, from top to bottom. */
	async labels(): Promise<string[]> {
		const labels = await this.part('input-label').allInnerTexts();
		return labels.map((label) => label.split('\n')[0].trim()).filter(Boolean);
	}

	get notices(): Locator {
		return this.part('node-parameters').locator('.notice');
	}

	/** Chooses from a drop-down field. */
	async choose(parameter: string, option: string): Promise<void> {
		await this.field(parameter).click();
		await this.pickOption(option);
	}

	/** What a drop-down field shows. */
	async chosen(parameter: string): Promise<string> {
		const input = this.field(parameter).locator('input').first();
		return (await input.inputValue()) || (await this.field(parameter).innerText()).trim();
	}

	/** Picks from the drop-down that is open. */
	async pickOption(name: string): Promise<void> {
		const options = this.page.getByRole('option').filter({ visible: true });
		await options.getByText(name, { exact: true }).click();
	}

	/** The options of a drop-down field: name and description. */
	async optionsOf(parameter: string): Promise<string[]> {
		await this.field(parameter).click();
		const options = await this.page.getByRole('option').filter({ visible: true }).allInnerTexts();
		await this.page.keyboard.press('Escape');
		return options;
	}

	/** Adds an entry to a collection, which is found by the text in its field for adding. */
	async addTo(button: string, entry: string): Promise<void> {
		const text = this.page.getByPlaceholder(button).or(this.page.getByText(button));
		await this.part('collection-parameter-add').filter({ has: text }).click();
		await this.part('collection-parameter-option').getByText(entry, { exact: true }).click();
	}

	async fill(parameter: string, text: string): Promise<void> {
		const field = this.field(parameter);
		await field.locator('input, textarea, [contenteditable=true]').first().fill(text);
	}

	/** Drags a field of the input onto a field of the panel, or onto the place where others are collected. */
	async drag(field: string, onto: { parameter: string } | { part: string }): Promise<void> {
		const input = this.page.getByTestId('ndv-input-panel');
		const pill = input.locator(`[data-target=mappable][data-name="${field}"]`).first();
		const { mouse } = this.page;
		await pill.hover();
		await mouse.down();
		await mouse.move(...(await middleOf(input)));
		const target = this.part('part' in onto ? onto.part : `resource-locator-${onto.parameter}`);
		await mouse.move(...(await middleOf(target)), { steps: 10 });
		await mouse.up();
		await this.part('node-parameters').getByText(`$json.${field}`).last().waitFor();
	}

	/** Turns a switch on or off. */
	async toggle(parameter: string): Promise<void> {
		await this.field(parameter).locator('.el-switch').click();
	}

	/** Counts what a person does from now on. */
	async countEffort(): Promise<Effort> {
		return await Effort.of(this.page);
	}

	locator(parameter: string): ResourceLocator {
		return new ResourceLocator(this, parameter);
	}

	/**
	 * Runs the node and waits for its output, items or an error. n8n takes over what is typed a moment later; until then it may find
	 * a field empty and refuse to start, and a person clicks again.
	 */
	async execute(): Promise<void> {
		await this.page.evaluate('document.activeElement.blur()'); // a field that is left may move what is below
		const ended = this.part(/^node-run-status-(success|danger)$/);
		const refused = this.toasts.filter({ hasText: 'cannot start' });
		for (let clicks = 1; ; clicks++) {
			await this.part('node-execute-button').click();
			await ended.or(refused).first().waitFor({ timeout: 60_000 });
			if ((await refused.count()) === 0) return;
			if (clicks === 5) throw new Error(await refused.first().innerText());
			await refused.first().locator('.el-notification__closeBtn').click();
			await refused.first().waitFor({ state: 'detached' });
		}
	}

	async showOutputAs(view: 'schema' | 'table'): Promise<void> {
		await this.page.getByTestId('output-panel').getByTestId(`radio-button-${view}`).click();
	}

	/** The output as a table, a row per item. */
	async outputTable(): Promise<Array<Record<string, string>>> {
		const output = this.page.getByTestId('output-panel');
		await this.showOutputAs('table');
		const columns = await output.locator('table thead th').allInnerTexts();
		const rows = output.locator('table tbody tr');
		const items: Array<Record<string, string>> = [];
		for (const row of await rows.all()) {
			const cells = await row.locator('td').allInnerTexts();
			if (cells.length < 2) continue;
			items.push(
				Object.fromEntries(columns.map((column, index) => [column.trim(), cells[index]?.trim() ?? ''])),
			);
		}
		return items;
	}

	get error() {
		const output = this.page.getByTestId('output-panel');
		return {
			message: output.getByTestId('node-error-message'),
			description: output.getByTestId('node-error-description'),
		};
	}

	/** The messages in the corner of the window. */
	get toasts(): Locator {
		return this.page.locator('.el-notification');
	}

	/** The window of a credential. */
	get credential(): CredentialWindow {
		return new CredentialWindow(this);
	}

	/** The files of the icons of these packages that are in sight. */
	async icons(): Promise<string[]> {
		const icons = this.page
			.locator('img[src*="icons/n8n-nodes-flowmate"], img[src*="icons/n8n-nodes-celigo"]')
			.filter({ visible: true });
		const files = await Promise.all((await icons.all()).map(async (icon) => await icon.getAttribute('src')));
		return [...new Set(files.map((file) => String(file).split('/').at(-1)!))];
	}

	async setTheme(theme: 'light' | 'dark'): Promise<void> {
		await this.page.emulateMedia({ colorScheme: theme });
	}

	/** The same picture twice, the second one in dark. */
	async pictures(name: string, of?: string | Locator[]): Promise<void> {
		await this.picture(name, of);
		await this.setTheme('dark');
		await this.picture(`${name}-dark`, of);
		await this.setTheme('light');
	}

	/** Keeps a picture for the documentation: of the part, or of the box around several parts. */
	async picture(name: string, of: string | Locator[] = 'ndv'): Promise<void> {
		const file = join(PICTURES, `${name}.png`);
		mkdirSync(dirname(file), { recursive: true });
		await this.page.mouse.move(0, 0);
		await this.page.evaluate('document.fonts.ready');
		await this.page.evaluate('Promise.allSettled([...document.images].map((image) => image.decode()))');
		const how = { path: file, style: QUIET, animations: 'disabled', caret: 'hide' } as const;
		if (typeof of === 'string') await this.part(of).first().screenshot(how);
		else await this.page.screenshot({ ...how, clip: await boxAroundParts(of) });
	}
}

/** A field that takes a record: from a list, by ID, by URL. */
export class ResourceLocator {
	constructor(
		private readonly editor: Editor,
		private readonly parameter: string,
	) {}

	private get self(): Locator {
		return this.editor.part(`resource-locator-${this.parameter}`);
	}

	async openList(): Promise<void> {
		await this.self.getByTestId('rlc-input').click();
	}

	get entries(): Locator {
		return this.editor.part('rlc-item');
	}

	/** Why there is no list. */
	get listError(): Locator {
		return this.editor.part('rlc-error-container');
	}

	async search(text: string): Promise<void> {
		const box = this.editor.part('rlc-search');
		await box.locator('input').or(box).last().fill(text);
	}

	/** Goes to the end of the list, which makes the editor ask for more. */
	async scrollToEnd(): Promise<void> {
		await this.entries.last().scrollIntoViewIfNeeded();
		await this.entries.last().hover();
		await this.editor.page.mouse.wheel(0, 2000);
	}

	async pick(name: string): Promise<void> {
		await this.entries.getByText(name, { exact: true }).click();
	}

	/** What is chosen. */
	async shown(): Promise<string> {
		return await this.self.locator('input').last().inputValue();
	}

	async chooseMode(name: string): Promise<void> {
		await this.self.getByTestId('rlc-mode-selector').click();
		await this.editor.pickOption(name);
	}

	async fill(text: string): Promise<void> {
		await this.self.locator('input:not([readonly])').last().fill(text);
	}
}

export class CredentialWindow {
	constructor(private readonly editor: Editor) {}

	get self(): Locator {
		return this.editor.part('editCredential-modal');
	}

	/** For a node that has no credential yet. */
	async create(): Promise<void> {
		await this.editor.part('node-credentials-empty-state').getByRole('button').click();
		await this.self.waitFor();
	}

	async open(): Promise<void> {
		await this.editor.part('credential-edit-button').click();
		await this.self.waitFor();
	}

	async fill(fields: Record<string, string>): Promise<void> {
		for (const [name, text] of Object.entries(fields))
			await this.self.getByTestId(`parameter-input-${name}`).locator('input').fill(text);
	}

	/** Chooses from a drop-down field. */
	async choose(name: string, option: string): Promise<void> {
		await this.self.getByTestId(`parameter-input-${name}`).click();
		await this.editor.pickOption(option);
	}

	/** Saves, which tests the credential. A credential that works closes the window. */
	async save(): Promise<void> {
		await this.self.getByTestId('credential-save-button').click();
	}

	/** Unfolds why it did not work. */
	async moreDetails(): Promise<void> {
		await this.self.getByText('More details').click();
	}

	async text(): Promise<string> {
		return await this.self.innerText();
	}

	async close(): Promise<void> {
		await this.self.getByLabel('Close this dialog').click();
		await this.self.waitFor({ state: 'hidden' });
	}
}

async function middleOf(part: Locator): Promise<[x: number, y: number]> {
	const box = await part.boundingBox();
	if (!box) throw new Error(`${String(part)} is not on the screen`);
	return [box.x + box.width / 2, box.y + box.height / 2];
}

async function boxAroundParts(parts: Locator[]) {
	const all = (await Promise.all(parts.map(async (part) => await part.all()))).flat();
	const boxes = await Promise.all(all.map(async (part) => await part.boundingBox()));
	return boxAround(
		boxes.filter((box) => box !== null),
		24,
	);
}
