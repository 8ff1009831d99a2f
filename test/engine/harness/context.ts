import { ExecutionLifecycleHooks, ExternalSecretsProxy, type PackageDirectoryLoader } from 'n8n-core';
import {
	Workflow,
	type IConnections,
	type IDataObject,
	type INode,
	type INodeCredentials,
	type INodeParameters,
	type INodeTypeNameVersion,
	type IPinData,
	type IWorkflowExecuteAdditionalData,
	type IWorkflowSettings,
	type WorkflowExecuteMode,
} from 'n8n-workflow';
import type { CredentialsHelper, CredentialStore, StoredCredential } from './credentials';
import type { PackageNodeTypes } from './nodeTypes';

/** What every part of the harness works with: one loaded package and its credentials. */
export interface LoadedPackage {
	loader: PackageDirectoryLoader;
	nodeTypes: PackageNodeTypes;
	credentialStore: CredentialStore;
	credentialsHelper: CredentialsHelper;
}

export interface WorkflowParts {
	nodes: INode[];
	connections?: IConnections;
	settings?: IWorkflowSettings;
	staticData?: IDataObject;
	pinData?: IPinData;
}

const instance = 'http://localhost:5678/';

/** What n8n's server hands to the engine with every execution. */
export function additionalData(
	{ credentialsHelper }: LoadedPackage,
	mode: WorkflowExecuteMode,
	currentNodeParameters?: INodeParameters,
): IWorkflowExecuteAdditionalData {
	const notPartOfTheHarness = async () => {
		throw new Error('Not part of the harness');
	};
	const workflowData = { id: 'workflow', name: 'Test', active: false, nodes: [], connections: {} };
	return {
		credentialsHelper,
		currentNodeParameters,
		executionId: 'execution',
		currentNodeExecutionIndex: 0,
		hooks: new ExecutionLifecycleHooks(mode, 'execution', {
			...workflowData,
			isArchived: false,
			activeVersionId: null,
			createdAt: new Date(0),
			updatedAt: new Date(0),
		}),
		externalSecretsProxy: new ExternalSecretsProxy(),
		variables: {},
		instanceBaseUrl: instance,
		restApiUrl: `${instance}rest`,
		formBaseUrl: `${instance}form`,
		formWaitingBaseUrl: `${instance}form-waiting`,
		formTestBaseUrl: `${instance}form-test`,
		webhookBaseUrl: `${instance}webhook`,
		webhookWaitingBaseUrl: `${instance}webhook-waiting`,
		webhookTestBaseUrl: `${instance}webhook-test`,
		mcpBaseUrl: `${instance}mcp`,
		mcpTestBaseUrl: `${instance}mcp-test`,
		executeWorkflow: notPartOfTheHarness,
		getRunExecutionData: notPartOfTheHarness,
		getRuntimeCredential: notPartOfTheHarness,
		startRunnerTask: notPartOfTheHarness,
		logAiEvent: () => {},
	};
}

/** A workflow as n8n builds one for an execution; the defaults of the nodes' descriptions are filled in on the way. */
export function workflow({ nodeTypes }: LoadedPackage, parts: WorkflowParts): Workflow {
	return new Workflow({
		id: 'workflow',
		name: 'Test',
		active: false,
		nodeTypes,
		nodes: parts.nodes,
		connections: parts.connections ?? {},
		settings: { executionOrder: 'v1', ...parts.settings },
		staticData: parts.staticData,
		pinData: parts.pinData,
	});
}

export function node(name: string, type: INodeTypeNameVersion, parts: Partial<INode> = {}): INode {
	return {
		id: name,
		name,
		type: type.name,
		typeVersion: type.version,
		position: [0, 0],
		parameters: {},
		...parts,
	};
}

/** The type of a node of the package under test. */
export function packageType({ nodeTypes }: LoadedPackage, shortName: string, version?: number) {
	return { name: nodeTypes.fullName(shortName), version: version ?? nodeTypes.latestVersion(shortName) };
}

/** A node refers to its credential by type, id and name. */
export function reference(
	credential?: Pick<StoredCredential, 'id' | 'name' | 'type'>,
): INodeCredentials | undefined {
	return credential && { [credential.type]: { id: credential.id, name: credential.name } };
}
