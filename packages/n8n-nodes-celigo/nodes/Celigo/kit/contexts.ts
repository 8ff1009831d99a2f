import type {
	DeclarativeRestApiSettings,
	ICredentialDataDecryptedObject,
	IDataObject,
	IExecuteFunctions,
	IExecutePaginationFunctions,
	IHttpRequestOptions,
	ILoadOptionsFunctions,
	IPollFunctions,
} from 'n8n-workflow';
import type { Credential } from './credential';
import { Item, Scope } from './scope';
import type { Service } from './service';
import { isExpression } from './empty';
import { inputError } from './errors';
import type { Batches } from './settings';
import { batchesOf, settingsOf, timeoutOf } from './settings';

/** Scopes from n8n's contexts, each of which offers the same things in another form. */

/** The item that the declarative engine works on. @param options what the engine found in the node's settings */
export function itemIn(
	service: Service,
	context: IExecutePaginationFunctions,
	options: DeclarativeRestApiSettings.ResultOptions['options'],
): Item {
	const { timeout, proxy, allowedDomains } = options;
	const skipSslCertificateValidation = Boolean(options.skipSslCertificateValidation);
	return new Item(service, {
		...common(service, context),
		index: context.getItemIndex(),
		// Asked for when it is wanted: the engine copies what it hands out.
		get input() {
			return context.getInputData();
		},
		get goesOn() {
			return context.continueOnFail();
		},
		// Looked at when a request is made: what is wrong with it is an error of the item.
		get settings() {
			return { timeout: timeoutOf(timeout, refusalIn(context)), proxy, skipSslCertificateValidation, allowedDomains };
		},
		parameter: (name) => context.getNodeParameter(name, undefined),
	});
}

/**
 * Makes the input items of an operation that n8n calls once for all of them. A parameter without an expression is the same for each of
 * them, and read once.
 *
 * @param credential the same for all of them
 * @returns the item at a place among the input items
 */
export function itemsIn(
	service: Service,
	context: IExecuteFunctions,
	credential: ICredentialDataDecryptedObject,
): (index: number) => Item {
	const node = context.getNode();
	const inputs = context.getInputData();
	const alike = new Map<string, unknown>();
	const parameterAt = (name: string, index: number, otherwise?: object): unknown => {
		if (alike.has(name)) return alike.get(name);
		const value: unknown = context.getNodeParameter(name, index, otherwise);
		if (!isExpression(node.parameters[name])) alike.set(name, value);
		return value;
	};
	return (index) =>
		new Item(service, {
			...common(service, context),
			getNode: () => node,
			index,
			input: inputs[index],
			get goesOn() {
				return context.continueOnFail();
			},
			credential: async () => await Promise.resolve(credential),
			get settings() {
				// As the engine does for single items, those of the first one.
				return settingsOf(parameterAt('requestOptions', 0, {}) as IDataObject, refusalIn(context));
			},
			parameter: (name) => parameterAt(name, index),
		});
}

/** What a parameter, or an entry of a collection, gives for an input item. @param path its names */
export const givenIn = (context: IExecuteFunctions, path: string[], index: number): unknown =>
	context.getNodeParameter(path.join('.'), index, undefined);

/** The batches that input items are to begin in. */
export const batchesIn = (context: IExecuteFunctions): Batches =>
	batchesOf(context.getNodeParameter('requestOptions', 0, {}) as IDataObject, refusalIn(context));

const refusalIn = (context: AnyContext) => (message: string, description: string) =>
	inputError(context.getNode(), message, description);

/** A list in the editor. Parameters are what the person has entered so far. */
export function editorScope(service: Service, context: ILoadOptionsFunctions): Scope {
	return new Scope(service, {
		...common(service, context),
		get settings() {
			return settingsOf((context.getCurrentNodeParameter('requestOptions') ?? {}) as IDataObject, refusalIn(context));
		},
		hurried: true,
		parameter: (name) => context.getCurrentNodeParameter(name),
	});
}

/** A poll of a trigger. */
export function pollScope(service: Service, context: IPollFunctions): Scope {
	return new Scope(service, {
		...common(service, context),
		settings: {},
		parameter: (name) => context.getNodeParameter(name, undefined),
	});
}

type AnyContext = IExecutePaginationFunctions | IExecuteFunctions | ILoadOptionsFunctions | IPollFunctions;

/** What all contexts have. Lists and polls have no signal. */
function common({ credential: type }: Service, context: AnyContext) {
	return {
		getNode: () => context.getNode(),
		getTimezone: () => context.getTimezone(),
		credential: async () => await context.getCredentials(type),
		signal: 'getExecutionCancelSignal' in context ? context.getExecutionCancelSignal() : undefined,
		request: async (request: IHttpRequestOptions, data: Credential): Promise<unknown> =>
			await context.helpers.httpRequestWithAuthentication.call(context, type, request, {
				// n8n would read the credential once more, and for operations over many as it is for the first item.
				credentialsDecrypted: { id: '', name: type, type, data },
			}),
	};
}
