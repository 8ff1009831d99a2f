import type { IConnections, IDataObject, INode, IRunExecutionData } from 'n8n-workflow';

import { waitFor } from '../waitFor';

/** The owner of every n8n that is started here. It listens on 127.0.0.1 only, so these are no secrets. */
export const OWNER = {
	email: 'owner@example.com',
	firstName: 'Sandbox',
	lastName: 'Owner',
	password: 'Sandbox-owner-1',
};

export interface WorkflowJson {
	name: string;
	nodes: INode[];
	connections: IConnections;
	settings?: IDataObject;
}

export interface Workflow extends WorkflowJson {
	id: string;
	active: boolean;
	versionId: string;
	/** What n8n has saved for its triggers, by the node. */
	staticData: IDataObject | null;
}

export interface Credential {
	id: string;
	name: string;
	type: string;
	data?: IDataObject;
}

export interface Execution {
	id: string;
	status: string;
	mode: string;
	data: IRunExecutionData;
}

export interface CredentialTestResult {
	status: 'OK' | 'Error';
	message: string;
}

/** The REST interface that n8n's own editor uses (2.40), signed in as the owner. */
export class N8nRest {
	private cookie = '';

	constructor(
		private readonly url: string,
		/** Execution data is encoded with the library `flatted`; n8n brings the one that fits. */
		private readonly parseFlatted: (text: string) => unknown,
	) {}

	/** Creates the owner on a new instance, signs in on one that has it. */
	async signIn(): Promise<void> {
		const setup = await this.send('POST', '/rest/owner/setup', OWNER);
		const { email: emailOrLdapLoginId, password } = OWNER;
		const answer = setup.ok
			? setup
			: await this.send('POST', '/rest/login', { emailOrLdapLoginId, password });
		if (!answer.ok) throw new Error(`Cannot sign in to n8n: ${answer.status} ${await answer.text()}`);
		this.cookie = answer.headers
			.getSetCookie()
			.map((cookie) => cookie.split(';')[0])
			.join('; ');
	}

	/** Sends a request below /rest and returns the answer's `data`. Throws on any status of 400 and above. */
	async request<T>(method: string, path: string, body?: unknown): Promise<T> {
		const answer = await this.send(method, `/rest${path}`, body);
		const text = await answer.text();
		if (!answer.ok) throw new Error(`${method} ${path} gave ${answer.status}: ${text}`);
		return (JSON.parse(text) as { data: T }).data;
	}

	async createCredential(type: string, name: string, data: IDataObject): Promise<Credential> {
		return await this.request('POST', '/credentials', { type, name, data });
	}

	/** Changes some of a credential's fields as its window does: the others, stored tokens included, stay as they are. */
	async editCredential({ id, type, name }: Credential, changes: IDataObject): Promise<Credential> {
		const { data } = await this.getCredential(id);
		return await this.request('PATCH', `/credentials/${id}`, { type, name, data: { ...data, ...changes } });
	}

	/** The credential as the editor gets it: secrets are masked. */
	async getCredential(id: string): Promise<Credential> {
		return await this.request('GET', `/credentials/${id}?includeData=true`);
	}

	async listCredentials(): Promise<Credential[]> {
		return await this.request('GET', '/credentials');
	}

	/** What the button in the credential's window does. */
	async testCredential(credential: Credential, data: IDataObject): Promise<CredentialTestResult> {
		const { id, name, type } = credential;
		return await this.request('POST', '/credentials/test', { credentials: { id, name, type, data } });
	}

	/** The first entries of a list that a node offers in the editor, as its panel asks for them. */
	async listSearch(
		type: string,
		methodName: string,
		credential: Credential,
		currentNodeParameters: IDataObject,
	): Promise<Array<{ name: string; value: string }>> {
		const { results } = await this.request<{ results: Array<{ name: string; value: string }> }>(
			'POST',
			'/dynamic-node-parameters/resource-locator-results',
			{
				path: 'parameters',
				methodName,
				nodeTypeAndVersion: { name: type, version: 1 },
				currentNodeParameters,
				credentials: { [credential.type]: { id: credential.id, name: credential.name } },
			},
		);
		return results;
	}

	async createWorkflow(workflow: WorkflowJson): Promise<Workflow> {
		return await this.request('POST', '/workflows', { settings: {}, ...workflow });
	}

	async getWorkflow(id: string): Promise<Workflow> {
		return await this.request('GET', `/workflows/${id}`);
	}

	/** All node or credential types that n8n has loaded. */
	async types(kind: 'nodes' | 'credentials'): Promise<Array<{ name: string; displayName: string }>> {
		const answer = await this.send('GET', `/types/${kind}.json`);
		return (await answer.json()) as Array<{ name: string; displayName: string }>;
	}

	async listWorkflows(): Promise<Workflow[]> {
		return await this.request('GET', '/workflows');
	}

	/** n8n (2.40) answers before the workflow's triggers run: see {@link Workflow.staticData} for what their first poll has left. */
	async publishWorkflow({ id, versionId }: Workflow): Promise<Workflow> {
		return await this.request('POST', `/workflows/${id}/activate`, { versionId });
	}

	async unpublishWorkflow({ id }: Workflow): Promise<Workflow> {
		return await this.request('POST', `/workflows/${id}/deactivate`, {});
	}

	/** Runs a workflow inside the server, from its first trigger, as the button in the editor does. */
	async runWorkflow(id: string, { timeout = 60_000 } = {}): Promise<Execution> {
		const { nodes } = await this.getWorkflow(id);
		const trigger = nodes.find((node) => /trigger$/i.test(node.type));
		const { executionId } = await this.request<{ executionId: string }>('POST', `/workflows/${id}/run`, {
			triggerToStartFrom: { name: trigger?.name },
		});
		return await this.waitForExecution(executionId, timeout);
	}

	/** The last hundred executions of a workflow, the newest first, without their data. */
	async listExecutions(workflowId: string): Promise<Array<Omit<Execution, 'data'>>> {
		const filter = encodeURIComponent(JSON.stringify({ workflowId }));
		const { results } = await this.request<{ results: Execution[] }>(
			'GET',
			`/executions?filter=${filter}&limit=100`,
		);
		return results;
	}

	async getExecution(id: string): Promise<Execution> {
		const execution = await this.request<Execution & { data: string }>('GET', `/executions/${id}`);
		return { ...execution, data: this.parseFlatted(execution.data) as IRunExecutionData };
	}

	private async waitForExecution(id: string, timeout: number): Promise<Execution> {
		await waitFor(
			`the end of execution ${id}`,
			async () => {
				const { status } = await this.request<{ status: string }>('GET', `/executions/${id}`);
				return hasEnded(status);
			},
			{ within: timeout },
		);
		return await this.getExecution(id);
	}

	private async send(method: string, path: string, body?: unknown): Promise<Response> {
		return await fetch(`${this.url}${path}`, {
			method,
			headers: { 'content-type': 'application/json', cookie: this.cookie },
			body: body === undefined ? undefined : JSON.stringify(body),
		});
	}
}

/** Whether an execution with this status has ended, in whatever way. */
export const hasEnded = (status: string): boolean => !['new', 'running', 'waiting'].includes(status);

/** The items a node gave on its first output in its last run. */
export function itemsOf(execution: Execution, node: string): IDataObject[] {
	const run = execution.data.resultData.runData[node]?.at(-1);
	return (run?.data?.main[0] ?? []).map((item) => item.json);
}

/** The execution's error, or undefined. */
export function errorOf(execution: Execution): { message: string; description?: string | null } | undefined {
	return execution.data.resultData.error;
}
