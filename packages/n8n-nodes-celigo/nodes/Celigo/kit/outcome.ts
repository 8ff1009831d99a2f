import type { IDataObject, INode, INodeExecutionData } from 'n8n-workflow';
import { NodeApiError } from 'n8n-workflow';

/** What became of one record of an operation over many. */
export type Outcome = Done | Found | Failed;

export interface Done {
	id: string;
	status: string;
	/** True where there was nothing to do, such as stopping a flow that is not running. */
	skipped?: true;
}

/** What was found out about a record, where that is more than a status. */
export interface Found {
	id: string;
	/** What the workflow gets of it. */
	found: IDataObject;
}

export interface Failed {
	id: string;
	error: { code: number; message: string };
	/** What to do about it, where that is known. */
	advice?: string;
}

/** One entry of the list that an operation over many works on. */
export interface Target {
	/** The input item that it came from. */
	index: number;
	id: string;
	/** For an update: what is to change. */
	changes?: IDataObject;
	/** Set where the entry cannot become a request. */
	problem?: Failed['error'];
}

export const failed = (id: string, code: number, message: string): Failed => ({
	id,
	error: { code, message },
});

export const isFailed = (outcome: Outcome): outcome is Failed => 'error' in outcome;

/** The outcome that an error stands for, as far as it says. */
export function failedWith(id: string, error: unknown): Failed {
	const { message, description, httpCode } = error as NodeApiError;
	return { ...failed(id, Number(httpCode) || 0, message), ...(description && { advice: description }) };
}

/** All that a failed record says, in one text. */
const textOf = ({ error, advice }: Failed) => (advice ? `${sentence(error.message)} ${advice}` : error.message);

/** One output item per target, in its order and linked to its input item. */
export function itemsOf(targets: Target[], outcomes: Outcome[], errorOutput: boolean): INodeExecutionData[] {
	return outcomes.map((outcome, position) => {
		const pairedItem = { item: targets[position].index };
		if ('found' in outcome) return { json: outcome.found, pairedItem };
		if (!isFailed(outcome)) return { json: { ...outcome }, pairedItem };
		const { id, error } = outcome;
		const message = textOf(outcome);
		// Every n8n sends an item to the error output, with the input item's own data, if it has no other keys than these.
		const json = errorOutput
			? { error: message, message: withCode(id, error.code) }
			: { id, error: { ...error, message } };
		return { json, pairedItem };
	});
}

/** Which record it was, and the HTTP code where there was one. */
export const withCode = (record: string, code: number) => (code ? `${record} (${code})`.trimStart() : record);

/** The error for the whole list, thrown after all of it was handled. Of a list of one, it is that one's. */
export function listError(
	node: INode,
	outcomes: Outcome[],
	{ noun, verb, reads = false }: { noun: string; verb: string; reads?: boolean },
): NodeApiError {
	const failures = outcomes.filter(isFailed);
	const done = outcomes.length - failures.length;
	const reasons = [...new Set(failures.map((failure) => sentence(textOf(failure))))].slice(0, 3);
	const advice = "Set 'On Error' in the node's settings to continue, and each item tells what became of it.";
	const [message, description] =
		outcomes.length === 1
			? [failures[0].error.message, failures[0].advice ?? '']
			: [
					`${failedOf(failures.length, outcomes.length, noun)} ${verb}`,
					[...othersOf(reads ? 0 : done, verb), ...reasons, advice].join(' '),
				];
	return new NodeApiError(node, { message }, { message, description, httpCode: String(failures[0].error.code || '') });
}

/** `1 of 3 flows was not`, `None of the 3 flows was` */
const failedOf = (failures: number, all: number, noun: string) =>
	failures === all
		? `None of the ${all} ${noun} was`
		: `${failures} of ${all} ${noun} ${failures === 1 ? 'was' : 'were'} not`;

/** What must not be done again. */
export const othersOf = (done: number, verb: string) =>
	done === 0 ? [] : [`The other ${done === 1 ? 'one' : done} need not be ${verb} again.`];

/** A text with the full stop that it may lack. */
export const sentence = (text: string) => (/[.!?…]$/.test(text) ? text : `${text}.`);
