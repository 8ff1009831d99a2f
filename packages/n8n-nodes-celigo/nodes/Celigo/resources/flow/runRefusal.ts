import type { IDataObject } from 'n8n-workflow';
import { NodeApiError } from 'n8n-workflow';
import { isRecord } from '../../kit/answer';
import type { Reply } from '../../kit/request';
import { pathOf } from '../../kit/path';
import type { Item } from '../../kit/scope';
import type { Advice, Subject } from '../../kit/subject';
import { textOfAll } from '../../request/complaint';
import { documentOf, isObjectId } from '../../service';
import { fetchFlow } from './document';
import type { Run } from './runAnswer';
import { onlyExports } from './runParameters';

/**
 * Why Celigo answered 422 to a run. Its codes do not tell a disabled flow from one that waits for data or is put together wrongly,
 * so the flow is looked at.
 */
export async function refusalOf(item: Item, answer: Reply, flow: string, subject: Subject): Promise<NodeApiError> {
	const document = await fetchFlow(item, flow).catch(() => undefined);
	const advice = document && (await adviceFor(item, flow, document));
	if (!advice) return item.door.refused(answer, subject);
	const { message, description } = advice;
	return new NodeApiError(item.node, { message }, { message, description, httpCode: String(answer.statusCode) });
}

/** The error for an answer in which all sources were refused. */
export function allRefused({ node, door }: Item, flow: string, runs: Run[]): NodeApiError {
	const text = textOfAll(door.blanked(runs.flatMap(({ complaints }) => complaints)));
	const message = `Celigo did not start flow '${flow}'${text ? `: ${text}` : ''}`;
	const description = 'Check in Celigo whether the flow and its sources are in order';
	return new NodeApiError(node, { message }, { message, description });
}

async function adviceFor(item: Item, flow: string, document: IDataObject): Promise<Advice | undefined> {
	if (document.disabled) {
		return {
			message: `The flow '${flow}' is disabled`,
			description: "Enable it with the operation 'Enable', then run this again",
		};
	}
	const sources = sourcesOf(document);
	const foreign = (item.read(onlyExports) ?? []).find((each) => !sources.includes(each.export));
	if (foreign) {
		return {
			message: `'Only These Exports' names one that is no source of flow '${flow}': ${foreign.export}`,
			description: 'Choose exports that this flow begins with, or leave it empty to run all of them',
		};
	}
	if (sources.length === 0 || !(await areListeners(item, sources))) return undefined;
	return {
		message: `The flow '${flow}' waits for data at its listener and cannot be started by hand`,
		description: "Send the data to the listener's own URL, which Celigo shows with its export",
	};
}

/** The exports that a flow begins with. Old two-step flows name one at the top. */
const sourcesOf = ({ _exportId, pageGenerators }: IDataObject): string[] =>
	[{ _exportId }, ...(Array.isArray(pageGenerators) ? pageGenerators.filter(isRecord) : [])]
		.map((generator) => generator._exportId)
		.filter(isObjectId);

/** Exports of these kinds pass on what is sent to them; Celigo runs a flow on demand only if it has another source. */
const LISTENERS = /^(webhook|distributed|as2|van)/i;

async function areListeners(item: Item, exports: string[]): Promise<boolean> {
	const documents = exports.map(async (id) => {
		const subject = { what: `export '${id}'`, repeatable: true };
		return await item.fetchOne({ method: 'GET', path: pathOf('exports', id), subject, done: documentOf(id) });
	});
	const found = await Promise.all(documents).catch((): IDataObject[] => []);
	return found.length > 0 && found.every(({ type, adaptorType }) => [type, adaptorType].some(isListener));
}

const isListener = (kind: unknown) => typeof kind === 'string' && LISTENERS.test(kind);
