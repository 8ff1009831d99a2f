import type { Failure } from 'n8n-workflow';

/** What a request was about, in the terms of the parameters on screen. */
export interface Subject {
	/** The thing, such as `flow 'a1…'`; `the flows` where there is no single one. */
	what: string;
	/** The parameter or parameters that name it: `'Flow'`, `'Flow' and 'Step'`. */
	parameter?: string;
	/** Permission that the service demands, where its own answer does not name it. */
	permission?: string;
	/** Whether sending the request a second time does no harm. */
	repeatable: boolean;
	/** How to find out whether it was carried out, where it must not be repeated: `Look for it with 'Get Many'`. */
	findOut?: string;
}

/** What to tell a person: what happened, in the terms of the panel, and how to get unstuck. */
export interface Advice {
	message: string;
	description: string;
	failure?: Failure;
}
