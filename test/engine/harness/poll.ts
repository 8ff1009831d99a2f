import { PollContext } from 'n8n-core';
import {
	deepCopy,
	type IDataObject,
	type INodeExecutionData,
	type INodeParameters,
	type WorkflowActivateMode,
} from 'n8n-workflow';
import { additionalData, node, packageType, reference, workflow, type LoadedPackage } from './context';
import type { StoredCredential } from './credentials';
import type { EngineError } from './execute';

export interface PollOptions {
	/** Name of the trigger node within the package: 'flowMateTrigger'. */
	node: string;
	parameters?: IDataObject;
	credential?: StoredCredential;
	/** 'manual' is a test in the editor, 'trigger' an active workflow. */
	mode?: 'manual' | 'trigger';
	/** Why an active workflow polls at once: 'activate', 'update', 'init' … */
	activation?: WorkflowActivateMode;
	/** What the node keeps between polls. An active workflow's poll changes it; a test in the editor does not. */
	staticData?: IDataObject;
	/** What the workflow keeps, whatever its nodes are called. As above. */
	shared?: IDataObject;
	/** The node's name; 'Trigger' unless told. Its id stays the same. */
	name?: string;
	timezone?: string;
	/** How long n8n grants the poll, in ms; five minutes unless told. */
	budget?: number;
	typeVersion?: number;
}

export interface PollResult {
	items: INodeExecutionData[][] | null;
	/** What the poll left in its static data, also where n8n forgets it again. */
	staticData: IDataObject;
	error?: EngineError;
}

/**
 * Polls once. Static data goes in and out as JSON, as if n8n had been started anew in between.
 * It keeps what a poll wrote before it threw, as n8n does in memory.
 */
export async function poll(loaded: LoadedPackage, options: PollOptions): Promise<PollResult> {
	const {
		mode = 'trigger',
		activation = mode === 'manual' ? 'manual' : 'init',
		staticData = {},
		shared = {},
		name = 'Trigger',
	} = options;
	const type = packageType(loaded, options.node, options.typeVersion);
	const own = `node:${name}`;
	const trigger = node(name, type, {
		id: 'Trigger',
		parameters: deepCopy(options.parameters ?? {}) as INodeParameters,
		credentials: reference(options.credential),
	});
	const kept = { [own]: toJson(staticData), global: toJson(shared) };
	const subject = workflow(loaded, {
		nodes: [trigger],
		settings: { timezone: options.timezone },
		staticData: kept,
	});
	const context = new PollContext(subject, trigger, additionalData(loaded, mode), mode, activation);
	if (options.budget !== undefined) Object.assign(context, { getPollBudgetMs: () => options.budget });
	const { poll: method } = loaded.nodeTypes.getByNameAndVersion(type.name, type.version);
	if (!method) throw new Error(`The node "${options.node}" does not poll`);

	const result: PollResult = { items: null, staticData };
	await subject.expression.acquireIsolate();
	try {
		result.items = await method.call(context);
	} catch (error) {
		result.error = error as EngineError;
	} finally {
		await subject.expression.releaseIsolate();
	}
	result.staticData = toJson(kept[own]);
	if (mode === 'trigger') {
		replace(staticData, result.staticData);
		replace(shared, kept.global);
	}
	return result;
}

function toJson(data: IDataObject): IDataObject {
	return JSON.parse(JSON.stringify(data)) as IDataObject;
}

function replace(target: IDataObject, source: IDataObject): void {
	for (const key of Object.keys(target)) delete target[key];
	Object.assign(target, toJson(source));
}
