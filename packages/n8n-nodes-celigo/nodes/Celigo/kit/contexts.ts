import type {
	DeclarativeRestApiSettings,
	IDataObject,
	IExecuteFunctions,
	IExecutePaginationFunctions,
	ILoadOptionsFunctions,
	IPollFunctions,
} from 'n8n-workflow';
import { Item, Scope } from './scope';
import type { Service } from './service';
import { settingsOf } from './settings';

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
		settings: { timeout, proxy, skipSslCertificateValidation, allowedDomains },
		parameter: (name) => context.getNodeParameter(name, undefined),
		request: async (request) =>
			await context.helpers.httpRequestWithAuthentication.call(context, service.credential, request),
	});
}

/** One of all input items of an operation over many. */
export function itemAt(service: Service, context: IExecuteFunctions, index: number): Item {
	return new Item(service, {
		...common(service, context),
		index,
		get input() {
			return context.getInputData()[index];
		},
		get goesOn() {
			return context.continueOnFail();
		},
		credential: async () => await context.getCredentials(service.credential, index),
		settings: settingsOf(context.getNodeParameter('requestOptions', index, {}) as IDataObject),
		parameter: (name) => context.getNodeParameter(name, index, undefined),
		request: async (request) =>
			await context.helpers.httpRequestWithAuthentication.call(context, service.credential, request, {
				// n8n would take the credential as it is for the first item.
				credentialsDecrypted: {
					id: '',
					name: service.credential,
					type: service.credential,
					data: await context.getCredentials(service.credential, index),
				},
			}),
	});
}

/** A list in the editor. Parameters are what the person has entered so far. */
export function editorScope(service: Service, context: ILoadOptionsFunctions): Scope {
	return new Scope(service, {
		...common(service, context),
		settings: {},
		parameter: (name) => context.getCurrentNodeParameter(name),
		request: async (request) =>
			await context.helpers.httpRequestWithAuthentication.call(context, service.credential, request),
	});
}

/** A poll of a trigger. */
export function pollScope(service: Service, context: IPollFunctions): Scope {
	return new Scope(service, {
		...common(service, context),
		settings: {},
		parameter: (name) => context.getNodeParameter(name, undefined),
		request: async (request) =>
			await context.helpers.httpRequestWithAuthentication.call(context, service.credential, request),
	});
}

type AnyContext = IExecutePaginationFunctions | IExecuteFunctions | ILoadOptionsFunctions | IPollFunctions;

/** What all contexts have. Lists and polls have no signal. */
function common(service: Service, context: AnyContext) {
	return {
		getNode: () => context.getNode(),
		getTimezone: () => context.getTimezone(),
		credential: async () => await context.getCredentials(service.credential),
		signal: 'getExecutionCancelSignal' in context ? context.getExecutionCancelSignal() : undefined,
	};
}
