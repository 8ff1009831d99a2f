import { itemsOf, startN8n, type N8n } from '../../scripts/n8n';
import { ROOT } from '../../scripts/packages';
import { reportCredential } from '../../scripts/start/examples';
import { waitFor } from '../../scripts/waitFor';
import { startFlowMate, type FlowMateSandbox } from '../../sandbox/flowmate';
import { countOnly, createReport, WINDOW } from './usageReport';

let sandbox: FlowMateSandbox;
let n8n: N8n;

beforeAll(async () => {
	sandbox = await startFlowMate();
});
beforeEach(() => {
	sandbox.requests.length = 0;
	countOnly(sandbox, {});
});
afterEach(async () => await n8n?.close());
afterAll(async () => await sandbox?.close());

/** n8n has a time zone of its own, which the workflow's dates must not hang on. */
test.each(['Pacific/Kiritimati', 'Etc/GMT+12'])(
	'the report counts the days of UTC where n8n lives in %s',
	async (zone) => {
		n8n = await startN8n({ packages: [ROOT], env: { GENERIC_TIMEZONE: zone } });
		const { id } = await createReport(n8n, sandbox);

		const before = new Date().toISOString().slice(0, 10);
		const execution = await n8n.rest.runWorkflow(id);
		const after = new Date().toISOString().slice(0, 10);

		const { url } = sandbox.requests.find(({ path }) => path === '/icenter/executions')!;
		const window = (day: string) => `/icenter/executions?start=${day.slice(0, 8)}01&end=${day}&groupby=user`;
		expect([window(before), window(after)]).toContain(url);
		expect(itemsOf(execution, 'Chart')[0]).toMatchObject({ rows: [], total: '0', over: 0 });
	},
);

describe('the report in n8n', () => {
	test('has a row for each user, the largest first, and a file of the right type', async () => {
		n8n = await startN8n({ packages: [ROOT] });
		countOnly(sandbox, { 'customer-1002': 5_000, 'customer-1001': 6_001, [LONG]: 12 });
		const { id } = await createReport(n8n, sandbox, WINDOW);

		const execution = await n8n.rest.runWorkflow(id);

		const [{ rows, total, over }] = itemsOf(execution, 'Chart');
		expect(rows).toMatchObject([
			{ name: 'customer-1001', count: '6,001', isOver: true },
			{ name: 'customer-1002', count: '5,000', isOver: false },
			{ name: '8d23cf6c86…7997ab2f72', fullName: LONG, count: '12', isOver: false },
		]);
		expect([total, over]).toEqual(['11,013', 1]);
		const [file] = execution.data.resultData.runData.File[0].data!.main[0]!;
		expect(file.binary?.data).toMatchObject({ mimeType: 'text/html', fileName: 'flowmate-usage.html' });
	});

	test('is a page with a URL, for those who know user and password', async () => {
		n8n = await startN8n({ packages: [ROOT] });
		countOnly(sandbox, { 'customer-1001': 6_001 });
		await n8n.rest.publishWorkflow(await createReport(n8n, sandbox, WINDOW, { withUrl: true }));
		const open = async (headers: Record<string, string> = {}) =>
			await fetch(`${n8n.url}/webhook/flowmate-usage`, { headers });

		const stranger = await waitFor(
			'the URL',
			async () => {
				const answer = await open();
				return answer.status !== 404 && answer; // n8n registers it a little after it has published the workflow
			},
			{ within: 60_000 },
		);
		const { user, password } = reportCredential.data;
		const page = await open({ authorization: `Basic ${btoa(`${user}:${password}`)}` });

		expect(stranger.status).toBe(401);
		expect(await stranger.text()).not.toContain('customer-1001');
		expect(page.status).toBe(200);
		expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
		expect(await page.text()).toContain('<span class="name" title="customer-1001">customer-1001</span>');
	});
});

const LONG = '8d23cf6c86e834a7aa6eded54c26ce2bb2e74903538c61bdd5d2197997ab2f72';
