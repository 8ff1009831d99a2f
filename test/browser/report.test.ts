/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs in Node, not inside n8n */
import { readFileSync } from 'node:fs';
import type { Locator } from 'playwright-core';

import { reportCredential } from '../../scripts/start/examples';
import { waitFor } from '../../scripts/waitFor';
import { countOnly, createReport, WINDOW } from '../n8n/usageReport';
import { Editor } from './editor';
import { eventually } from './eventually';
import { FlowMateStage } from './stage';

const stage = new FlowMateStage({ withCredential: false });

const LONG = '8d23cf6c86e834a7aa6eded54c26ce2bb2e74903538c61bdd5d2197997ab2f72';

/** Two above the limit, one on it, one without executions. */
const COUNTS = {
	'customer-1001': 7_356,
	'customer-1002': 5_214,
	'anna.berger@northwind.example': 5_000,
	'customer-1003': 3_120,
	[LONG]: 2_075,
	'it@fabrikam.example': 414,
	'customer-1004': 0,
};

let workflowId: string;

beforeAll(async () => {
	countOnly(stage.sandbox, COUNTS);
	workflowId = (await createReport(stage.n8n, stage.sandbox, WINDOW)).id;
	const { rest } = stage.n8n;
	await rest.publishWorkflow(await createReport(stage.n8n, stage.sandbox, WINDOW, { withUrl: true }));
	const isThere = async () => (await fetch(reportUrl())).status === 401;
	await waitFor('the URL of the report', isThere, { within: 20_000 });
});

const reportUrl = () => `${stage.n8n.url}/webhook/flowmate-usage`;

test.each([
	[320, 700, 'daily-usage-report-320'],
	[1440, 600, 'daily-usage-report'],
])(
	'behind its URL, on a screen %i pixels wide, the report shows a bar for each user, in proportion, with limit and numbers',
	async (width, height, picture) => {
		const { user: username, password } = reportCredential.data as { user: string; password: string };
		const page = await stage.newPage({
			viewport: { width, height },
			httpCredentials: { username, password },
		});

		await page.goto(reportUrl());

		await expectChart(page.locator('body'));
		expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
		await new Editor(page, stage.n8n.url).pictures(picture, [page.locator('h1'), page.locator('ul')]);
	},
);

test('the chart is to be seen in the HTML view of n8n, and in the file', async () => {
	const { editor } = stage;
	const { page } = editor;
	await editor.open(workflowId);
	await editor.part('execute-workflow-button').click();
	await page.getByText('Workflow executed successfully').first().waitFor();

	await editor.openNode('Page');
	const view = page.getByTestId('output-panel').frameLocator('iframe');
	await eventually(async () => await expectChart(view.locator('body')));
	await editor.pictures('daily-usage-report-in-n8n');
	await editor.closeNode();

	await editor.openNode('File');
	const [download] = await Promise.all([
		page.waitForEvent('download'),
		page.getByTestId('ndv-download-binary-data').click(),
	]);
	expect(download.suggestedFilename()).toBe('flowmate-usage.html');
	await page.setContent(readFileSync(await download.path(), 'utf8'));
	await expectChart(page.locator('body'));
});

async function expectChart(body: Locator): Promise<void> {
	expect(await body.locator('.name').allInnerTexts()).toEqual([
		'customer-1001',
		'customer-1002',
		'anna.berger@northwind.example',
		'customer-1003',
		'8d23cf6c86…7997ab2f72',
		'it@fabrikam.example',
		'customer-1004',
	]);
	expect(await body.locator('.count').allInnerTexts()).toEqual([
		'7,356',
		'5,214',
		'5,000',
		'3,120',
		'2,075',
		'414',
		'0',
	]);
	expect(await body.locator('.over').count()).toBe(2);
	expect(await body.locator('.axis').innerText()).toMatch(/^0\s*2K\s*4K\s*6K\s*8K$/);

	const [{ x, width }] = await boxesOf(body.locator('.row .track'));
	expect(width).toBeGreaterThan(150);
	expect((await boxesOf(body.locator('.bar'))).map((bar) => [bar.x, bar.width])).toEqual(
		Object.values(COUNTS).map((count) => [x, expect.closeTo((count / 8_000) * width, 0)]),
	);
	expect((await boxesOf(body.locator('.limit'))).map((limit) => limit.x - x)).toEqual(
		Object.values(COUNTS).map(() => expect.closeTo((5_000 / 8_000) * width, 0)),
	);
}

/** In the coordinates of their own frame. */
async function boxesOf(parts: Locator): Promise<Array<{ x: number; width: number }>> {
	return await parts.evaluateAll((elements: unknown[]) =>
		(elements as Array<{ getBoundingClientRect(): { x: number; width: number } }>).map((element) => {
			const { x, width } = element.getBoundingClientRect();
			return { x, width };
		}),
	);
}
