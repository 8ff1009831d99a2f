/** A call as a real client sends it, and what that client makes do with. */
export interface Call {
	/** Of the list of calls of Celigo's known clients. */
	row: number;
	call: string;
	/** Undefined: none, and then it is sent with and without a content type. */
	body?: unknown;
	status: number;
	/** What is in the answer at least. */
	answer?: unknown;
	/** A field that nothing in the answer has. */
	without?: string;
	/** What the Link header says. */
	link?: string;
}

/** A row, or what of it the calls above do not cover, that the sandbox does without. */
export interface LeftOut {
	row: number;
	leftOut: string;
	because: string;
}

export type Row = Call | LeftOut;
