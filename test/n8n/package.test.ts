import { startN8n, type N8n } from '../../scripts/n8n';
import { ROOT } from '../../scripts/packages';

let n8n: N8n;

beforeAll(async () => {
	n8n = await startN8n({ packages: [ROOT] });
});
afterAll(async () => await n8n?.close());

describe('the package as npm packs it', () => {
	test('brings its nodes under their real names', async () => {
		const names = (await n8n.rest.types('nodes')).map(({ name }) => name);
		expect(names).toEqual(
			expect.arrayContaining(['n8n-nodes-flowmate.flowMate', 'n8n-nodes-flowmate.flowMateTrigger']),
		);
	});

	test('brings the credential under its real name', async () => {
		const names = (await n8n.rest.types('credentials')).map(({ name }) => name);
		expect(names).toContain('flowMateApi');
	});
});
