import type { IDataObject, INode } from 'n8n-workflow';
import type { Credential, WorkflowJson } from '../../scripts/n8n';

export interface AgentTool {
	/** On the canvas; the model reads it with underscores. */
	name: string;
	type: string;
	parameters: IDataObject;
	credential: Credential;
}

export const AGENT = 'AI Agent';

/** A workflow in which an agent has this question and these tools. */
export function agentWith(tools: AgentTool[], model: Credential): WorkflowJson {
	const nodes: Array<Omit<INode, 'id' | 'position'>> = [
		{ name: 'Start', type: 'n8n-nodes-base.manualTrigger', typeVersion: 1, parameters: {} },
		{
			name: AGENT,
			type: '@n8n/n8n-nodes-langchain.agent',
			typeVersion: 3.1,
			parameters: { promptType: 'define', text: 'Use the tools', options: {} },
		},
		{
			name: 'Chat Model',
			type: '@n8n/n8n-nodes-langchain.lmChatOpenAi',
			typeVersion: 1.3,
			parameters: {
				model: { __rl: true, mode: 'id', value: 'stand-in' },
				responsesApiEnabled: false,
				options: {},
			},
			credentials: named(model),
		},
		...tools.map(({ name, type, parameters, credential }) => ({
			name,
			type,
			typeVersion: 1,
			parameters: parameters as INode['parameters'],
			credentials: named(credential),
		})),
	];
	return {
		name: 'Agent',
		settings: { executionOrder: 'v1' }, // in the older order n8n gives the agent empty results
		nodes: nodes.map((node, index) => ({ ...node, id: `node-${index}`, position: [220 * index, 0] })),
		connections: {
			Start: { main: [[{ node: AGENT, type: 'main', index: 0 }]] },
			'Chat Model': { ai_languageModel: [[{ node: AGENT, type: 'ai_languageModel', index: 0 }]] },
			...Object.fromEntries(
				tools.map(({ name }) => [name, { ai_tool: [[{ node: AGENT, type: 'ai_tool' as const, index: 0 }]] }]),
			),
		},
	};
}

const named = ({ id, name, type }: Credential) => ({ [type]: { id, name } });
