import type { ChatModel } from './model';
import { buildServer } from './server';
import type { Script } from './turn';

export { aboutFlows } from './aboutFlows';
export type { ChatModel } from './model';
export { steps } from './steps';
export type { Called, Reply, Script, Tool, ToolCall, Turn } from './turn';

export interface ChatModelOptions {
	/** What to do with each turn; may be changed later. */
	script: Script;
	/** 0: any free port. */
	port?: number;
}

/**
 * A stand-in for a language model, on 127.0.0.1: it speaks OpenAI's chat completions (no streaming) and acts from a script.
 * It understands nothing; it shows what a model is told about tools, and what it reads of their results.
 */
export async function startChatModel({ script, port = 0 }: ChatModelOptions): Promise<ChatModel> {
	const model: ChatModel = {
		url: '',
		apiKey: 'stand-in',
		script,
		turns: [],
		close: async () => await server.close(),
	};
	const server = buildServer(model);
	const url = await server.listen({ port, host: '127.0.0.1' });
	return Object.assign(model, { url: `${url}/v1` });
}
