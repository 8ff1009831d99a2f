import { CredentialTestContext, ExecuteContext, RoutingNode } from 'n8n-core';
import {
	createEmptyRunExecutionData,
	Workflow,
	type ICredentialDataDecryptedObject,
	type ICredentialsDecrypted,
	type ICredentialTestRequest,
	type INodeCredentialTestResult,
	type INodeType,
} from 'n8n-workflow';
import { additionalData, node, reference, type LoadedPackage } from './context';
import type { StoredCredential } from './credentials';

type Failure = Error & {
	cause?: { code?: string; response?: { status: number; statusText?: string } };
};

/** What the button "Test" of a saved credential says. Follows n8n's CredentialsTester (2.40). */
export async function testCredential(
	loaded: LoadedPackage,
	{ id, name, type, stored }: StoredCredential,
): Promise<INodeCredentialTestResult> {
	const data = additionalData(loaded, 'internal');
	let resolved: ICredentialDataDecryptedObject;
	try {
		resolved = await loaded.credentialsHelper.resolve(data, stored, type, 'internal');
	} catch (error) {
		return failed((error as Error).message);
	}
	const credential = { id, name, type, data: resolved };
	const { test } = loaded.credentialsHelper.type(type);
	if (test) return await testByRequest(loaded, credential, test);

	const method = testMethod(loaded, type);
	if (!method) return failed('No testing function found for this credential.');
	return await method.call(new CredentialTestContext(data), credential);
}

/** The request runs as the routing of a temporary node, so preAuthentication and authenticate apply as in any node. */
async function testByRequest(
	loaded: LoadedPackage,
	credential: ICredentialsDecrypted,
	{ request, rules = [] }: ICredentialTestRequest,
): Promise<INodeCredentialTestResult> {
	const noOp = loaded.nodeTypes.getByNameAndVersion('n8n-nodes-base.noOp');
	const type: INodeType = {
		description: {
			...noOp.description,
			credentials: [{ name: credential.type, required: true }],
			properties: [{ displayName: 'Temp', name: 'temp', type: 'string', routing: { request }, default: '' }],
		},
	};
	const nodeTypes = { getByName: () => type, getByNameAndVersion: () => type, getKnownTypes: () => ({}) };
	const temporary = node(
		'Temp-Node',
		{ name: type.description.name, version: 1 },
		{ credentials: reference(credential) },
	);
	const workflow = new Workflow({ nodes: [temporary], connections: {}, active: false, nodeTypes });
	const context = new ExecuteContext(
		workflow,
		temporary,
		additionalData(loaded, 'internal', temporary.parameters),
		'internal',
		createEmptyRunExecutionData(),
		0,
		[],
		{ main: [[{ json: {} }]] },
		{ node: temporary, data: {}, source: null },
		[],
	);
	await workflow.expression.acquireIsolate();
	try {
		const output = await new RoutingNode(context, type, credential).runNode();
		const body = output?.[0]?.[0]?.json;
		const broken = rules.find(
			(rule) =>
				rule.type === 'responseSuccessBody' && valueAt(body, rule.properties.key) === rule.properties.value,
		);
		return broken ? failed(broken.properties.message) : { status: 'OK', message: 'Connection successful!' };
	} catch (error) {
		return failed(explain(error as Failure, rules));
	} finally {
		await workflow.expression.releaseIsolate();
	}
}

/** A rule for the status, else the status in words, else the code of the network error, else the error's own message. */
function explain({ cause, message }: Failure, rules: NonNullable<ICredentialTestRequest['rules']>): string {
	const status = cause?.response?.status;
	if (cause?.response && status !== undefined) {
		const rule = rules.find(
			(candidate) => candidate.type === 'responseCode' && candidate.properties.value === status,
		);
		if (rule) return rule.properties.message;
		if (status < 199 || status > 299)
			return cause.response.statusText || `Received HTTP status code: ${status}`;
		return message;
	}
	return cause?.code ?? message;
}

/** The method that a node names in `testedBy` of its credential. */
function testMethod({ loader }: LoadedPackage, credentialType: string) {
	for (const { type } of Object.values(loader.nodeTypes)) {
		const versions = 'nodeVersions' in type ? Object.values(type.nodeVersions) : [type];
		for (const { description, methods } of versions) {
			const testedBy = description.credentials?.find(({ name }) => name === credentialType)?.testedBy;
			if (typeof testedBy === 'string') return methods?.credentialTest?.[testedBy];
		}
	}
	return undefined;
}

function failed(message: string): INodeCredentialTestResult {
	return { status: 'Error', message };
}

function valueAt(body: unknown, path: string): unknown {
	return path
		.split('.')
		.reduce<unknown>((value, key) => (value as Record<string, unknown> | undefined)?.[key], body);
}
