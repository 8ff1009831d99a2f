import { itemsOf } from '../../scripts/n8n';
import { flowMateCredentials, keepCredentials, readExample } from '../../scripts/start/examples';
import { FlowMateStage } from './stage';

const stage = new FlowMateStage({ withCredential: false });

test('the daily usage report is a chart with axis, limit and numbers, in light and dark', async () => {
	const { editor, n8n, sandbox } = stage;
	const today = new Date().toISOString().slice(0, 10);
	sandbox.countExecutions({ user: 'customer-1001', flow: 'any', day: today, executions: 6_000 });
	sandbox.countExecutions({ user: sandbox.partner.username, flow: 'any', day: today, executions: 0 });
	const account = { authentication: 'login', ...stage.login };
	const credentials = await keepCredentials(n8n.rest, flowMateCredentials(account));
	const { id } = await n8n.rest.createWorkflow(readExample('daily-usage-report.json', credentials));

	const [{ html }] = itemsOf(await n8n.rest.runWorkflow(id), 'Page');
	const { page } = editor;
	await page.setViewportSize({ width: 900, height: 600 });
	await page.setContent(String(html));

	const bars = await page.locator('.bar').all();
	const widths = await Promise.all(bars.map(async (bar) => (await bar.boundingBox())!.width));
	const counts = (await page.locator('.count').allInnerTexts()).map((count) =>
		Number(count.replace(',', '')),
	);
	const perExecution = widths[0] / counts[0];
	expect(widths).toEqual(counts.map((count) => expect.closeTo(count * perExecution, 0)));
	expect(counts.at(-1)).toBe(0);
	expect(await page.locator('.over').count()).toBe(counts.filter((count) => count > 5_000).length);
	expect(await page.locator('.axis').innerText()).toMatch(/^0\n[\d,]+\n[\d,]+/);
	expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(900);
	await editor.pictures('daily-usage-report', [page.locator('h1'), page.locator('.chart')]);
});
