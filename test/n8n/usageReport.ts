import type { FlowMateSandbox } from '../../sandbox/flowmate';
import type { N8n, Workflow } from '../../scripts/n8n';
import {
	flowMateCredentials,
	keepCredentials,
	readExample,
	reportCredential,
} from '../../scripts/start/examples';
import { loginTo } from './workflow';

/** Days that no clock changes. */
export const WINDOW = { from: '2026-02-01', to: '2026-02-28' };

/**
 * The example in n8n, with these settings in place of its own.
 *
 * @param withUrl whether the webhook is switched on, which a partner does who wants it
 */
export async function createReport(
	n8n: N8n,
	sandbox: FlowMateSandbox,
	settings: Record<string, string> = {},
	{ withUrl = false } = {},
): Promise<Workflow> {
	const credentials = await keepCredentials(n8n.rest, [
		...flowMateCredentials(loginTo(sandbox)),
		reportCredential,
	]);
	const workflow = readExample('daily-usage-report.json', credentials);
	const nodeNamed = (wanted: string) => workflow.nodes.find(({ name }) => name === wanted)!;
	const { assignments } = nodeNamed('Settings').parameters.assignments as {
		assignments: Array<{ name: string; value: unknown }>;
	};
	for (const each of assignments) each.value = settings[each.name] ?? each.value;
	if (withUrl) delete nodeNamed('Page Opened').disabled;
	return await n8n.rest.createWorkflow(workflow);
}

/** Executions by user name, in the window, and nothing else. */
export function countOnly(sandbox: FlowMateSandbox, executions: Record<string, number>): void {
	sandbox.state.executions.clear();
	for (const [user, number] of Object.entries(executions))
		sandbox.countExecutions({ user, flow: 'any', day: '2026-02-14', executions: number });
}
