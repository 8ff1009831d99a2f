import type { IDataObject, INodeProperties, NodeOperationError } from 'n8n-workflow';
import type { Requests } from './request';

/**
 * A parameter of the panel with the way to read it: `item.read(limit)` gives a checked number. Operations name the parameters they use;
 * the panel works out where each is shown.
 */
export interface Parameter<T = unknown> {
	property: INodeProperties;
	reader: Reader<T>;
}

/** An entry of a collection, such as one filter of 'Filters'. */
export interface Entry<T = unknown> extends Parameter<T> {
	collection: Parameter<IDataObject>;
}

/** A parameter that names one record and so may become a segment of a path. It gives the record's checked ID. */
export interface Locator<T extends Id = Id> extends Parameter<T> {
	/** What it names, in words: `flow`. */
	noun: string;
	/** The ID in a raw value, if there is one that needs no looking up. */
	peek(raw: unknown): string | undefined;
}

/** An ID, at once or after it was looked up. */
export type Id = string | Promise<string>;

/**
 * Turns what stands in a parameter, or what its expression gave, into what it means.
 * @throws NodeOperationError that names the parameter, for everything else
 */
export interface Reader<T> {
	(value: unknown, place: Place): T;
	/** The kind of value that it reads, such as `yes or no`. */
	readonly kind?: string;
}

/** Names the kind of value that a reader reads. */
export const ofKind = <T>(kind: string, read: (value: unknown, place: Place) => T): Reader<T> =>
	Object.assign((value: unknown, place: Place) => read(value, place), { kind });

/** Where a value stands that is being read. */
export interface Place {
	/** The parameter's name on screen. */
	readonly displayName: string;
	/** IANA name of the workflow's time zone. */
	readonly timezone: string;
	/** What is written there, its expressions as they are. */
	written(): unknown;
	/** ms since 1970. */
	now(): number;
	/** For what has to be looked up first. */
	readonly door: Requests;
	/** The error for a value that cannot be read: what happened, and what to enter instead. */
	refuse(message: string, description: string): NodeOperationError;
}

export const isEntry = (parameter: Parameter | Entry): parameter is Entry => 'collection' in parameter;

/** Puts a parameter into a collection. */
export const entry = <T>(
	collection: Parameter<IDataObject>,
	{ property, reader }: Parameter<T>,
	other: Partial<INodeProperties> = {},
): Entry<T> => ({ collection, property: { ...property, ...other }, reader });

/** A parameter under other words: the same reader, for instance, with another description. */
export const varied = <P extends Parameter>(parameter: P, other: Partial<INodeProperties>): P => ({
	...parameter,
	property: { ...parameter.property, ...other },
});
