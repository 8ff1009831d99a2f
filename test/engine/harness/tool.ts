import { deepCopy, NodeConnectionTypes, type IDataObject, type INodeParameters } from 'n8n-workflow';
import { node, packageType, reference, type LoadedPackage } from './context';
import type { StoredCredential } from './credentials';
import { runWorkflow, type EngineError } from './execute';
import { agentType, itemsType } from './standIns';

export interface ToolOptions {
	/** Name of the node within the package: 'flowMate'. */
	node: string;
	/** Parameters for the model to fill: ={{ $fromAI('flow', 'The flow to start', 'string') }} */
	parameters?: IDataObject;
	/** What the model gives for them. */
	input?: IDataObject;
	/** The item that comes to the agent. */
	item?: IDataObject;
	credential?: StoredCredential;
	/**
	 * 'agent': the AI Agent (version 3) asks the engine to run the node; `customOperations` apply.
	 * 'direct': MCP Server Trigger, "Execute step" and older agents call the node's `execute`; `customOperations` do not apply.
	 */
	by?: 'agent' | 'direct';
	typeVersion?: number;
}

export interface ToolResult {
	/** What the model is told the tool is. */
	name: string;
	description: string;
	/** What the model reads as the result, errors included. */
	text: string;
	error?: EngineError;
}

/** Calls the node once as a tool of an agent. */
export async function runAsTool(loaded: LoadedPackage, options: ToolOptions): Promise<ToolResult> {
	const type = packageType(loaded, options.node, options.typeVersion);
	const { by = 'agent', input = {} } = options;
	const nodes = [
		node('Source', { name: itemsType, version: 1 }),
		node('Agent', { name: agentType, version: 1 }, { parameters: { by, input: input as INodeParameters } }),
		node(
			'Tool',
			{ ...type, name: `${type.name}Tool` },
			{
				parameters: deepCopy(options.parameters ?? {}) as INodeParameters,
				credentials: reference(options.credential),
			},
		),
	];
	const result = await runWorkflow(loaded, {
		nodes,
		connections: {
			Source: { main: [[{ node: 'Agent', type: NodeConnectionTypes.Main, index: 0 }]] },
			Tool: { ai_tool: [[{ node: 'Agent', type: NodeConnectionTypes.AiTool, index: 0 }]] },
		},
		pinData: { Source: [{ json: options.item ?? {} }] },
		start: 'Source',
	});
	if (result.error) throw result.error;
	const said = result.items('Agent')[0].json as { name: string; description: string; text: string };
	const runs = result.executionData.data.resultData.runData.Tool ?? [];
	return { ...said, error: runs.at(-1)?.error };
}
