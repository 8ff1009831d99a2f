import type {
	IDataObject,
	IExecutePaginationFunctions,
	IHttpRequestOptions,
	INode,
	INodeExecutionData,
	NodeOperationError,
	NodeParameterValueType,
} from 'n8n-workflow';
import { isRecord } from './answer';
import { inputError, isTool, unreadableError } from './errors';
import type { Reply, Request } from './send';
import { DEFAULT_IN_FLIGHT, send } from './send';

/**
 * One input item of a node run: its parameters, and the door to FlowMate.
 * The engine evaluates an expression each time a parameter is read, so each is read once and remembered.
 */
export class Item {
	private readonly values = new Map<string, unknown>();

	private nodeCopy?: INode;

	constructor(
		readonly context: IExecutePaginationFunctions,
		private readonly requestOptions: Partial<IHttpRequestOptions> = {},
	) {}

	get index(): number {
		return this.context.getItemIndex();
	}

	/** The engine makes a copy each time it is asked, which a list of many records must not pay for. */
	get node(): INode {
		return (this.nodeCopy ??= this.context.getNode());
	}

	get signal(): AbortSignal | undefined {
		return this.context.getExecutionCancelSignal();
	}

	/** Whether a language model called the node: n8n makes a second node type for that. It reads outcomes better than errors. */
	get isTool(): boolean {
		return isTool(this.node);
	}

	/** The input item itself. */
	get input(): INodeExecutionData {
		return this.context.getInputData();
	}

	/** A top-level parameter; undefined where it is not shown or not set. */
	parameter<T = NodeParameterValueType>(name: string): T | undefined {
		if (!this.values.has(name)) this.values.set(name, this.context.getNodeParameter(name, undefined));
		return this.values.get(name) as T | undefined;
	}

	/** A collection such as 'Filters'; empty where nothing was added to it. */
	collection(name: string): IDataObject {
		return this.parameter<IDataObject>(name) ?? {};
	}

	/** Requests that this node may have on their way at the same time. @throws NodeOperationError when the option is no such number */
	get maxInFlight(): number {
		const { maxRequestsInFlight } = this.collection('options');
		const inFlight = Number(maxRequestsInFlight ?? DEFAULT_IN_FLIGHT);
		if (!Number.isInteger(inFlight) || inFlight < 1) {
			throw this.badInput(
				"'Max Requests in Flight' must be a whole number above 0",
				'Enter a number such as 10',
			);
		}
		return inFlight;
	}

	/** Sends a request with the settings of this node. */
	async send(request: Omit<Request, 'inFlight'>): Promise<Reply> {
		return await send(this.context, { ...request, inFlight: this.maxInFlight }, this.requestOptions);
	}

	/** Sends a request and takes the payload out of its envelope: an object. */
	async fetchOne(request: Omit<Request, 'inFlight'>): Promise<IDataObject> {
		const answer = await this.send(request);
		const data = unwrap(answer.body);
		if (!isRecord(data)) throw unreadableError(this.node, answer, request.subject);
		return data as IDataObject;
	}

	/** Input that cannot become a request. The message names the parameter, the description the way out. */
	badInput(message: string, description: string): NodeOperationError {
		return inputError(this.node, message, description);
	}
}

/** `{data, meta}` or `{data, metadata}` → data; users come bare, unless somebody asked for `meta`. */
export function unwrap(body: unknown): unknown {
	return isRecord(body) && 'data' in body ? body.data : body;
}
