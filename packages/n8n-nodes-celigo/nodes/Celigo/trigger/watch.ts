import type { IDataObject } from 'n8n-workflow';
import type { Scope } from '../kit/scope';
import type { Seen as SeenNew, Time as TimeOfPoll } from '../kit/watch';
import type { Rows } from './rows';
import type { Settings } from './settings';

/** What a poll has to go by, in ms since 1970. Its own time is none of it: Celigo's clock may be another one. */
export type Time = Pick<TimeOfPoll, 'deadline'>;

/** What one look at Celigo gave. */
export interface Seen<S> extends SeenNew<S> {
	/** Something such as an active workflow could get, whether or not it is new. */
	sample?: IDataObject;
}

/** What a look takes with it. */
export interface Look {
	time: Time;
	rows: Rows;
}

/** Looks at Celigo. @param state what the look before has left; undefined on the first one */
export type Watch<S> = (scope: Scope, settings: Settings, state: S | undefined, look: Look) => Promise<Seen<S>>;
