import type { IDataObject, IHttpRequestMethods, NodeApiError } from 'n8n-workflow';
import type { Answer } from './answer';
import type { Done } from './done';
import type { Subject } from './subject';

export interface Request {
	method: IHttpRequestMethods;
	/** Made by pathOf: relative to the credential's address. */
	path: string;
	qs?: IDataObject;
	/** Sent as JSON; a string is JSON already. */
	body?: IDataObject | IDataObject[] | string[] | string;
	headers?: IDataObject;
	/** What it is about, and whether it may be sent again after a failure that may have arrived. */
	subject: Subject;
	/** What its answer of success looks like. Left out: JSON without an error in it. */
	done?: Done;
	/** Answers with these statuses are handed back instead of thrown. */
	accept?: number[];
	/** Looks, before it is sent again, whether an earlier attempt did it: for what would do harm twice, or be refused. */
	look?: Look;
	/** ms to wait for the answer, where a minute is too short. */
	timeout?: number;
	/** When the answer is of no use any more, in ms since 1970: no attempt and no wait goes on beyond it. */
	deadline?: number;
}

/** A request whose answer shows whether something is done already. */
export interface Look {
	request: Omit<Request, 'look'>;
	/** @param found the record that it answered with; undefined where there is none */
	isDone(found: IDataObject | undefined): boolean;
}

/** An answer, and whether an earlier attempt, whose answer was lost, may have done what was asked. */
export type Reply = Answer & { repeated: boolean };

/** What makes requests: the door, as those see it who only want something looked up. */
export interface Requests {
	/** @returns the answer, if it is one of success or one that the request accepts; throws NodeApiError otherwise */
	send(request: Request): Promise<Reply>;
	/** Sends a request whose answer is one record, and takes that out of its envelope. */
	fetchOne(request: Request): Promise<IDataObject>;
	/** Looks up once what several items of a run want to know. @param key what it is */
	once<T>(key: string, look: () => Promise<T>): Promise<T>;
	/** An answer that has not the shape that it should have. */
	unreadable(answer: Answer, subject: Subject): NodeApiError;
}
