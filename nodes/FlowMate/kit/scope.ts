import type { IDataObject, INode, INodeExecutionData, NodeOperationError } from 'n8n-workflow';
import type { Answer } from './answer';
import { isRecord } from './answer';
import { DEFAULT_IN_FLIGHT, Door } from './door';
import type { Connection } from './door';
import type { Reply, Request } from './request';
import { partOf } from './empty';
import { inputError, isTool } from './errors';
import type { Entry, Locator, Parameter, Place } from './parameter';
import { entry, isEntry } from './parameter';
import { options, wholeNumber } from './parameters';
import type { Service } from './service';
import type { Subject } from './subject';
import { Signer } from './signer';
import type { ItemSource, Source } from './source';

/** Every operation has it. */
export const maxRequestsInFlight = entry(
	options,
	wholeNumber({
		displayName: 'Max Requests in Flight',
		name: 'maxRequestsInFlight',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: DEFAULT_IN_FLIGHT,
		description:
			'How many requests this node may have on their way at the same time. It begins with ten and finds out how many the server bears.',
	}),
);

/**
 * Where parameters are read and requests are made: an input item, a list in the editor, or a poll.
 * The engine evaluates an expression each time a parameter is read, so each is read once and remembered.
 */
export class Scope {
	readonly door: Door;

	private readonly values = new Map<string, unknown>();

	private nodeCopy?: INode;

	private readonly signer: Signer;

	constructor(
		readonly service: Service,
		private readonly source: Source,
	) {
		this.signer = new Signer(service, source, () => this.actingUser());
		this.door = new Door(service, this.connection());
	}

	/** The engine makes a copy each time it is asked, which a list of many records must not pay for. */
	get node(): INode {
		return (this.nodeCopy ??= this.source.getNode());
	}

	get timezone(): string {
		return this.source.getTimezone();
	}

	get signal(): AbortSignal | undefined {
		return this.source.signal;
	}

	/** Requests that this node may have on their way at the same time. */
	get mostInFlight(): number {
		// Lists in the editor and polls have no signal, and no such option.
		return (this.signal && this.read(maxRequestsInFlight)) ?? DEFAULT_IN_FLIGHT;
	}

	/**
	 * What a parameter means; of an entry of a collection, undefined where it was not added.
	 * An entry whose expression found nothing is handed to its reader as null, which most refuse: to leave out a filter would select
	 * everything.
	 *
	 * @throws NodeOperationError that names the parameter
	 */
	read<T>(parameter: Entry<T>): T | undefined;
	read<T>(parameter: Parameter<T>): T;
	read<T>(parameter: Parameter<T> | Entry<T>): T | undefined {
		const { property } = parameter;
		if (!isEntry(parameter))
			return this.taken(parameter, this.raw(property.name), this.placeOf(property.displayName, property.name));
		const { name } = parameter.collection.property;
		const added = this.raw(name);
		if (!isRecord(added) || !Object.hasOwn(added, property.name)) return undefined;
		const place = this.placeOf(property.displayName, name, property.name);
		return this.taken(parameter, added[property.name] ?? null, place);
	}

	/** The ID in a locator as it stands, if there is one that needs no looking up. */
	peek({ property, peek }: Locator): string | undefined {
		return peek(this.raw(property.name));
	}

	/** The credential's fields, decrypted: for what is not the Authorization header's business. */
	async credential<T extends object>(): Promise<Partial<T>> {
		return (await this.signer.fields()) as Partial<T>;
	}

	/** Whether something stands in a parameter, or was added to a collection. */
	has(parameter: Parameter | Entry): boolean {
		if (!isEntry(parameter)) return this.raw(parameter.property.name) !== undefined;
		const added = this.raw(parameter.collection.property.name);
		return isRecord(added) && Object.hasOwn(added, parameter.property.name);
	}

	/** What a value means that stands elsewhere than in the panel, such as in a field of an input item. */
	valueOf<T>(parameter: Parameter<T>, value: unknown): T {
		return this.taken(parameter, value, this.placeOf(parameter.property.displayName));
	}

	private taken<T>({ property, reader }: Parameter<T>, value: unknown, place: Place): T {
		if (property.typeOptions?.password) this.signer.secrets.add(String(value ?? ''));
		return reader(value, place);
	}

	/** @param path of what is written there, by names in the panel. Left out: it stands elsewhere, and is no expression */
	placeOf(displayName: string, ...path: string[]): Place {
		const { timezone, door } = this;
		return {
			displayName,
			timezone,
			door,
			written: () => (path.length > 0 ? partOf(this.node.parameters, ...path) : undefined),
			now: () => this.service.clock.now(),
			refuse: (message, description) => this.badInput(message, description),
		};
	}

	/** Input that cannot become a request. The message names the parameter, the description the way out. */
	badInput(message: string, description: string): NodeOperationError {
		return inputError(this.node, message, description);
	}

	/** An answer that has not the shape that it should have. */
	unreadable(answer: Answer, subject: Subject): Error {
		return this.door.unreadable(answer, subject);
	}

	async send(request: Request): Promise<Reply> {
		return await this.door.send(request);
	}

	/** Sends a request whose answer is one record, and takes that out of its envelope. */
	async fetchOne(request: Request): Promise<IDataObject> {
		return await this.door.fetchOne(request);
	}

	/** The raw value of a top-level parameter, evaluated once. */
	private raw(name: string): unknown {
		if (!this.values.has(name)) this.values.set(name, this.source.parameter(name));
		return this.values.get(name);
	}

	/** Whom requests are made as, if not as the credential's account. @throws NodeOperationError when the option names nobody */
	private actingUser(): string | undefined {
		const { actsAs } = this.service;
		return actsAs && this.read(actsAs);
	}

	private connection(): Connection {
		const { source } = this;
		const node = () => this.node;
		return {
			get node() {
				return node();
			},
			signal: source.signal,
			get settings() {
				return source.settings;
			},
			mostInFlight: () => this.mostInFlight,
			actingAs: () => this.actingUser() ?? '',
			request: async (request) => await this.signer.send(request),
			secrets: () => this.signer.secrets,
		};
	}
}

/** One input item of a node run. */
export class Item extends Scope {
	constructor(
		service: Service,
		private readonly itemSource: ItemSource,
	) {
		super(service, itemSource);
	}

	get index(): number {
		return this.itemSource.index;
	}

	/** The input item itself. */
	get input(): INodeExecutionData {
		return this.itemSource.input;
	}

	get goesOn(): boolean {
		return this.itemSource.goesOn;
	}

	/** @throws NodeOperationError for settings under 'Request Options' that cannot be meant */
	checkSettings(): void {
		void this.itemSource.settings;
	}

	/** Whether a language model called the node: n8n makes a second node type for that. It reads outcomes better than errors. */
	get isTool(): boolean {
		return isTool(this.node);
	}
}
