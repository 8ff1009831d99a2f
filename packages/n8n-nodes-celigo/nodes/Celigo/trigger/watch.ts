import type { IDataObject } from 'n8n-workflow';
import type { Scope } from '../kit/scope';
import type { Settings } from './settings';

/** What a poll has to go by, in ms since 1970. */
export interface Time {
	now: number;
	/** When the answers are of no use any more. */
	deadline: number;
}

/** What one look at Celigo gave. */
export interface Seen<S> {
	/** What is new, oldest first; nothing on the first look. */
	found: IDataObject[];
	/** What to remember. */
	next: S;
	/** Something such as an active workflow could get, whether or not it is new. */
	sample?: IDataObject;
}

/** Looks at Celigo. @param state what the look before has left; undefined on the first one */
export type Watch<S> = (scope: Scope, settings: Settings, state: S | undefined, time: Time) => Promise<Seen<S>>;
