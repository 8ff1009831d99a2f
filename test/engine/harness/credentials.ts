import { getAdditionalKeys, type PackageDirectoryLoader } from 'n8n-core';
import {
	deepCopy,
	getCredentialOwnRequestAllowedDomains,
	ICredentialsHelper,
	injectDomainRestrictionFields,
	isExpression,
	NodeHelpers,
	Workflow,
	type ICredentialDataDecryptedObject,
	type ICredentials,
	type ICredentialsExpressionResolveValues,
	type ICredentialType,
	type IExecuteData,
	type IHttpRequestHelper,
	type IHttpRequestOptions,
	type INode,
	type INodeCredentialsDetails,
	type INodeParameters,
	type INodeProperties,
	type INodeType,
	type IRequestOptionsSimplified,
	type IWorkflowExecuteAdditionalData,
	type WorkflowExecuteMode,
} from 'n8n-workflow';

/** A credential as n8n stores it: only what was saved, without defaults. */
export interface StoredCredential {
	readonly id: string;
	readonly name: string;
	readonly type: string;
	/** What is stored now, a copy. */
	readonly stored: ICredentialDataDecryptedObject;
}

/** n8n's table of credentials, in memory and unencrypted. */
export class CredentialStore {
	private readonly rows = new Map<string, { type: string; data: ICredentialDataDecryptedObject }>();

	add(
		type: string,
		data: ICredentialDataDecryptedObject,
		id = `credential-${this.rows.size + 1}`,
	): StoredCredential {
		this.rows.set(id, { type, data: deepCopy(data) });
		const read = () => this.read({ id, name: id }, type);
		return {
			id,
			name: `${type} ${id}`,
			type,
			get stored() {
				return read();
			},
		};
	}

	read({ id, name }: INodeCredentialsDetails, type: string): ICredentialDataDecryptedObject {
		return deepCopy(this.row(id, name, type).data);
	}

	write({ id, name }: INodeCredentialsDetails, type: string, data: ICredentialDataDecryptedObject): void {
		this.row(id, name, type).data = deepCopy(data);
	}

	private row(id: string | null, name: string, type: string) {
		const row = id === null ? undefined : this.rows.get(id);
		if (row?.type !== type) throw new Error(`No credential "${name}" of type "${type}" is stored`);
		return row;
	}
}

/** The rules of n8n's own credentials helper (2.40), without its database, overwrites and external secrets. */
export class CredentialsHelper extends ICredentialsHelper {
	constructor(
		private readonly loader: PackageDirectoryLoader,
		private readonly store: CredentialStore,
	) {
		super();
	}

	override getParentTypes(): string[] {
		return [];
	}

	override isCredentialUsableByNode(): boolean {
		return true;
	}

	override getCredentialsProperties(type: string): INodeProperties[] {
		return injectDomainRestrictionFields(this.type(type));
	}

	override async getDecrypted(
		additionalData: IWorkflowExecuteAdditionalData,
		credential: INodeCredentialsDetails,
		type: string,
		mode: WorkflowExecuteMode,
		executeData?: IExecuteData,
		raw?: boolean,
		item?: ICredentialsExpressionResolveValues,
	): Promise<ICredentialDataDecryptedObject> {
		const stored = this.store.read(credential, type);
		return raw ? stored : await this.resolve(additionalData, stored, type, mode, executeData, item);
	}

	/** Stored data as a node sees it: defaults filled in, fields that are hidden or unknown left out, expressions resolved for the item. */
	async resolve(
		additionalData: IWorkflowExecuteAdditionalData,
		stored: ICredentialDataDecryptedObject,
		type: string,
		mode: WorkflowExecuteMode,
		executeData?: IExecuteData,
		item?: ICredentialsExpressionResolveValues,
	): Promise<ICredentialDataDecryptedObject> {
		const properties = this.getCredentialsProperties(type);
		const values =
			NodeHelpers.getNodeParameters(properties, stored as INodeParameters, true, false, null, null) ?? {};
		for (const key of ['allowedHttpRequestDomains', 'allowedDomains']) {
			if (values[key] === undefined && stored[key] !== undefined) values[key] = stored[key] as string;
		}
		const keys = getAdditionalKeys(additionalData, mode, null, { isCredential: true });
		if (item) {
			return item.workflow.expression.getParameterValue(
				values,
				item.runExecutionData,
				item.runIndex,
				item.itemIndex,
				item.node.name,
				item.connectionInputData,
				mode,
				keys,
				executeData,
				false,
				values,
			) as ICredentialDataDecryptedObject;
		}
		return await resolveWithoutItem(properties, values, mode, keys);
	}

	override async authenticate(
		credentials: ICredentialDataDecryptedObject,
		typeName: string,
		options: IHttpRequestOptions | IRequestOptionsSimplified,
		workflow: Workflow,
		node: INode,
	): Promise<IHttpRequestOptions> {
		const request = options as IHttpRequestOptions;
		const { authenticate } = this.type(typeName);
		if (typeof authenticate === 'function') return await authenticate(credentials, request);
		if (authenticate === undefined) return request;

		const resolve = (text: string) => {
			if (!isExpression(text)) return text;
			const keys = { $credentials: credentials };
			return String(
				workflow.expression.getSimpleParameterValue(node, text, 'internal', keys, undefined, '') || '',
			);
		};
		const target = request as unknown as Record<string, Record<string, string>>;
		request.headers ??= {};
		for (const [part, entries] of Object.entries(authenticate.properties)) {
			target[part] ??= {};
			for (const [key, value] of Object.entries(entries as Record<string, string>)) {
				target[part][resolve(key)] = resolve(value);
			}
		}
		return request;
	}

	override async preAuthentication(
		helpers: IHttpRequestHelper,
		credentials: ICredentialDataDecryptedObject,
		typeName: string,
		node: INode,
		credentialsExpired: boolean,
	): Promise<ICredentialDataDecryptedObject | undefined> {
		const type = this.type(typeName);
		const expirable = type.properties.find(
			(property) => property.type === 'hidden' && property.typeOptions?.expirable === true,
		)?.name;
		if (expirable === undefined || type.preAuthentication === undefined) return undefined;

		// n8n means to sign in for every credential test, too, but looks for a node type that the test's node does not
		// have: in n8n 2.40.7 a test with a stored token sends that token and signs in only after a 401.
		if (credentials[expirable] !== '' && !credentialsExpired) return undefined;

		const output = (await type.preAuthentication.call(
			restrictDomains(helpers, credentials),
			credentials,
		)) as ICredentialDataDecryptedObject;
		if (output[expirable] === undefined || !node.credentials) return undefined;

		const reference = node.credentials[typeName];
		const stored = this.store.read(reference, typeName);
		const changed = Object.entries(output).filter(([key]) => key === expirable || !isExpression(stored[key]));
		await this.updateCredentials(reference, typeName, { ...stored, ...Object.fromEntries(changed) });
		return Object.assign(credentials, output);
	}

	override async runPreAuthentication(
		helpers: IHttpRequestHelper,
		credentials: ICredentialDataDecryptedObject,
		typeName: string,
	): Promise<ICredentialDataDecryptedObject | undefined> {
		const { preAuthentication } = this.type(typeName);
		const output = await preAuthentication?.call(restrictDomains(helpers, credentials), credentials);
		return output as ICredentialDataDecryptedObject | undefined;
	}

	override async updateCredentials(
		credential: INodeCredentialsDetails,
		type: string,
		data: ICredentialDataDecryptedObject,
	): Promise<void> {
		this.store.write(credential, type, data);
	}

	override async getCredentials(): Promise<ICredentials> {
		throw new Error('OAuth is no part of this harness');
	}

	override async updateCredentialsOauthTokenData(): Promise<void> {
		throw new Error('OAuth is no part of this harness');
	}

	type(name: string): ICredentialType {
		return this.loader.getCredential(name).type;
	}
}

/** A credential that is limited to certain domains is limited to them in preAuthentication, too. */
function restrictDomains(
	{ helpers }: IHttpRequestHelper,
	credentials: ICredentialDataDecryptedObject,
): IHttpRequestHelper {
	return {
		helpers: {
			httpRequest: async (options: IHttpRequestOptions) => {
				const allowedDomains = getCredentialOwnRequestAllowedDomains(credentials);
				return await helpers.httpRequest(
					allowedDomains === undefined ? options : { ...options, allowedDomains },
				);
			},
		},
	};
}

/** List searches, polls and credential tests have no item: n8n resolves expressions against a workflow without data. */
async function resolveWithoutItem(
	properties: INodeProperties[],
	values: INodeParameters,
	mode: WorkflowExecuteMode,
	keys: ReturnType<typeof getAdditionalKeys>,
): Promise<ICredentialDataDecryptedObject> {
	const node: INode = {
		id: 'mock',
		name: '',
		typeVersion: 1,
		type: 'mock',
		position: [0, 0],
		parameters: {},
	};
	const mock = { description: { properties: [] } } as unknown as INodeType;
	const nodeTypes = { getByName: () => mock, getByNameAndVersion: () => mock, getKnownTypes: () => ({}) };
	const workflow = new Workflow({ nodes: [node], connections: {}, active: false, nodeTypes });
	const resolve = (part: INodeParameters) =>
		workflow.expression.getComplexParameterValue(
			node,
			part,
			mode,
			keys,
			undefined,
			undefined,
			values,
		) as ICredentialDataDecryptedObject;

	await workflow.expression.acquireIsolate();
	const resolveEach = (error: unknown) => {
		const resolved: ICredentialDataDecryptedObject = {};
		for (const { name, typeOptions } of properties.filter((property) => property.name in values)) {
			const one = attempt(() => resolve({ [name]: values[name] }));
			if (one.value) Object.assign(resolved, one.value);
			else if (!typeOptions?.ignoreCredentialExpressionResolveError) throw error;
		}
		return resolved;
	};
	try {
		const all = attempt(() => resolve(values));
		return all.value ?? resolveEach(all.error);
	} finally {
		await workflow.expression.releaseIsolate();
	}
}

function attempt<T>(action: () => T): { value?: T; error?: unknown } {
	try {
		return { value: action() };
	} catch (error) {
		return { error };
	}
}
