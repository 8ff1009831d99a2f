import type { IDataObject } from 'n8n-workflow';
import type { Scope } from '../kit/scope';
import type { Seen as SeenNew, Time as TimeOfPoll } from '../kit/watch';
import type { Settings } from './settings';

/** What a poll has to go by, in ms since 1970. */
export type Time = Pick<TimeOfPoll, 'now' | 'deadline'>;

/** What one look at Celigo gave. */
export interface Seen<S> extends SeenNew<S> {
	/** Something such as an active workflow could get, whether or not it is new. */
	sample?: IDataObject;
}

/** Looks at Celigo. @param state what the look before has left; undefined on the first one */
export type Watch<S> = (scope: Scope, settings: Settings, state: S | undefined, time: Time) => Promise<Seen<S>>;
