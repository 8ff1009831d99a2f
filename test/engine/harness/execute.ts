/* eslint-disable @n8n/community-nodes/no-restricted-globals -- runs in Node, not inside n8n */
import { WorkflowExecute } from 'n8n-core';
import {
	createRunExecutionData,
	deepCopy,
	ExecutionBaseError,
	NodeConnectionTypes,
	type ExecutionError,
	type IConnections,
	type IDataObject,
	type INode,
	type INodeExecutionData,
	type INodeParameters,
	type IPinData,
	type IRun,
	type IWorkflowSettings,
	type OnError,
	type Workflow,
	type WorkflowExecuteMode,
} from 'n8n-workflow';
import { additionalData, node, packageType, reference, workflow, type LoadedPackage } from './context';
import type { StoredCredential } from './credentials';
import { itemsType, toItem } from './standIns';

export interface RunOptions {
	/** Name of the node within the package: 'flowMate'. */
	node: string;
	parameters?: IDataObject;
	/** Input items, as n8n items or as their json alone; one empty item if left out. */
	items?: Array<INodeExecutionData | IDataObject>;
	credential?: StoredCredential;
	onError?: OnError;
	/** Cancel the execution after so many milliseconds, as the Stop button does. */
	/** Cancels the execution as soon as this is so. */
	cancelWhen?: () => boolean;
	typeVersion?: number;
	settings?: IWorkflowSettings;
	mode?: WorkflowExecuteMode;
	/** Further settings of the node: retryOnFail, executeOnce, alwaysOutputData … */
	nodeSettings?: Partial<INode>;
}

/** What an error of a node carries; it is the object that was thrown, so `instanceof NodeApiError` holds. */
export type EngineError = Error & {
	description?: string | null;
	httpCode?: string | null;
	context?: IDataObject;
};

export interface RunResult {
	/** Main output. */
	items: INodeExecutionData[];
	/** Error output, with `onError: 'continueErrorOutput'`. */
	errorItems: INodeExecutionData[];
	/** What the execution ended with. */
	error?: EngineError;
	executionData: IRun;
}

export interface WorkflowOptions {
	nodes: INode[];
	connections: IConnections;
	/** By the id that the nodes' `credentials` name. */
	credentials?: Record<string, StoredCredential>;
	/** Name of the node to start with. */
	start: string;
	pinData?: IPinData;
	settings?: IWorkflowSettings;
	mode?: WorkflowExecuteMode;
	/** Cancels the execution as soon as this is so. */
	cancelWhen?: () => boolean;
}

export interface WorkflowResult {
	error?: EngineError;
	executionData: IRun;
	/** What a node put out last. */
	items(nodeName: string, output?: number): INodeExecutionData[];
}

/** n8n keeps only a copy of an error's fields; this keeps the object itself. */
class ObservedExecute extends WorkflowExecute {
	thrown?: unknown;

	override async runNode(...parameters: Parameters<WorkflowExecute['runNode']>) {
		return await super.runNode(...parameters).catch((error: unknown) => {
			this.thrown = error;
			throw error;
		});
	}
}

/** Runs one node of the package behind a source of items. */
export async function run(loaded: LoadedPackage, options: RunOptions): Promise<RunResult> {
	const subject = node('Subject', packageType(loaded, options.node, options.typeVersion), {
		parameters: deepCopy(options.parameters ?? {}) as INodeParameters,
		credentials: reference(options.credential),
		onError: options.onError,
		...options.nodeSettings,
	});
	const source = node('Source', { name: itemsType, version: 1 });
	const result = await runWorkflow(loaded, {
		...options,
		nodes: [source, subject],
		connections: {
			Source: { main: [[{ node: 'Subject', type: NodeConnectionTypes.Main, index: 0 }]] },
		},
		pinData: { Source: deepCopy(options.items ?? [{ json: {} }]).map(toItem) },
		start: 'Source',
	});
	return {
		items: result.items('Subject'),
		errorItems: result.items('Subject', 1),
		error: result.error,
		executionData: result.executionData,
	};
}

/** Runs a whole workflow from one of its nodes. */
export async function runWorkflow(loaded: LoadedPackage, options: WorkflowOptions): Promise<WorkflowResult> {
	const mode = options.mode ?? 'manual';
	const nodes = deepCopy(options.nodes);
	for (const { credentials = {} } of nodes) {
		for (const credential of Object.values(credentials)) {
			const given = options.credentials?.[credential.id ?? ''];
			if (given) credential.id = given.id;
		}
	}
	const subject = workflow(loaded, { ...options, nodes });
	const execute = new ObservedExecute(additionalData(loaded, mode), mode);
	const executionData = await finish(execute, subject, options, mode);

	const stored = executionData.data.resultData.error;
	const error = stored && execute.thrown instanceof ExecutionBaseError ? execute.thrown : stored;
	return {
		error: error as EngineError | undefined,
		executionData,
		items: (name, output = 0) =>
			executionData.data.resultData.runData[name]?.at(-1)?.data?.main?.[output] ?? [],
	};
}

async function finish(
	execute: WorkflowExecute,
	subject: Workflow,
	{ start, pinData, cancelWhen }: WorkflowOptions,
	mode: WorkflowExecuteMode,
): Promise<IRun> {
	const startNode = subject.nodes[start];
	let timer: NodeJS.Timeout | undefined;
	try {
		const execution = execute.run({ workflow: subject, startNode, pinData });
		if (cancelWhen) timer = setInterval(() => cancelWhen() && execution.cancel(), 5);
		return await execution;
	} catch (error) {
		// A workflow with issues (a required parameter is empty …) does not start at all.
		const now = new Date();
		return {
			data: createRunExecutionData({ resultData: { error: error as ExecutionError } }),
			mode,
			startedAt: now,
			stoppedAt: now,
			status: 'error',
			storedAt: 'db',
		};
	} finally {
		clearInterval(timer);
	}
}
