import { LoadOptionsContext } from 'n8n-core';
import type {
	IDataObject,
	ILoadOptionsFunctions,
	INodeListSearchResult,
	INodeParameters,
	ResourceMapperFields,
} from 'n8n-workflow';
import { additionalData, node, packageType, reference, workflow, type LoadedPackage } from './context';
import type { StoredCredential } from './credentials';

export interface EditorOptions {
	/** Name of the node within the package: 'flowMate'. */
	node: string;
	/** Name below the node's `methods`. */
	method: string;
	credential?: StoredCredential;
	/** What stands in the editor; the editor sends it with every parameter that is shown. */
	currentNodeParameters?: IDataObject;
	typeVersion?: number;
}

export interface ListSearchOptions extends EditorOptions {
	filter?: string;
	paginationToken?: string;
}

/** Fills the list of a resource locator. */
export async function listSearch(
	loaded: LoadedPackage,
	options: ListSearchOptions,
): Promise<INodeListSearchResult> {
	const { filter, paginationToken } = options;
	return await inEditor(loaded, options, async (context, methods) => {
		const result = await methodNamed(methods?.listSearch, options).call(context, filter, paginationToken);
		// The editor gets the token as text, whatever the method gave.
		const token = result.paginationToken as unknown;
		return typeof token === 'number' ? { ...result, paginationToken: String(token) } : result;
	});
}

/** Fetches the fields of a resource mapper. */
export async function resourceMapping(
	loaded: LoadedPackage,
	options: EditorOptions,
): Promise<ResourceMapperFields> {
	return await inEditor(loaded, options, async (context, methods) => {
		const result = await methodNamed(methods?.resourceMapping, options).call(context);
		const isFirst = (id: string, index: number) =>
			result.fields.findIndex((field) => field.id === id) === index;
		return { ...result, fields: result.fields.filter(({ id }, index) => isFirst(id, index)) };
	});
}

async function inEditor<Result>(
	loaded: LoadedPackage,
	options: EditorOptions,
	call: (context: ILoadOptionsFunctions, methods: ReturnType<typeof methodsOf>) => Promise<Result>,
): Promise<Result> {
	const parameters = (options.currentNodeParameters ?? {}) as INodeParameters;
	const type = packageType(loaded, options.node, options.typeVersion);
	const subject = node('Temp-Node', type, {
		parameters: { ...parameters },
		credentials: reference(options.credential),
	});
	const temporary = workflow(loaded, { nodes: [subject] });
	const data = additionalData(loaded, 'internal', parameters);
	const context = new LoadOptionsContext(temporary, subject, data, 'parameters');
	await temporary.expression.acquireIsolate();
	try {
		return await call(context, methodsOf(loaded, type));
	} finally {
		await temporary.expression.releaseIsolate();
	}
}

function methodsOf({ nodeTypes }: LoadedPackage, type: { name: string; version: number }) {
	return nodeTypes.getByNameAndVersion(type.name, type.version).methods;
}

function methodNamed<Method>(
	methods: Record<string, Method> | undefined,
	{ node, method }: EditorOptions,
): Method {
	const found = methods?.[method];
	if (!found)
		throw new Error(`The node "${node}" has no method "${method}"; it has: ${Object.keys(methods ?? {})}`);
	return found;
}
