/** What the model is told about a tool. */
export interface Tool {
	name: string;
	description: string;
	/** JSON schema of the arguments. */
	parameters: { properties?: Record<string, { type?: unknown; description?: string }>; required?: string[] };
}

/** A tool that the model wants to have called. */
export interface ToolCall {
	tool: string;
	arguments: Record<string, unknown>;
}

/** A tool that was called for the model since the question. */
export interface Called extends ToolCall {
	/** What the model reads as its result. */
	result: string;
}

/** What the model knows when it is its turn. */
export interface Turn {
	/** What was said last by the person. */
	question: string;
	tools: Tool[];
	called: Called[];
}

/** Tools to be called next, or the answer. */
export type Reply = { call: ToolCall[] } | { say: string };

export type Script = (turn: Turn) => Reply;

/** The chat completions request, as far as it matters here. */
export interface CompletionRequest {
	model: string;
	stream?: boolean;
	messages: Message[];
	tools?: Array<{ function: Tool }>;
}

interface Message {
	role: 'system' | 'developer' | 'user' | 'assistant' | 'tool';
	content: string | Array<{ text?: string }> | null;
	tool_calls?: Array<{ id: string; function: { name: string; arguments: string } }>;
	tool_call_id?: string;
}

/** Reads the turn out of the whole conversation, which comes with every request. */
export function turnOf({ messages, tools = [] }: CompletionRequest): Turn {
	const last = messages.map(({ role }) => role).lastIndexOf('user');
	const since = messages.slice(last + 1);
	const results = new Map(
		since.filter(({ role }) => role === 'tool').map((each) => [each.tool_call_id, textOf(each)]),
	);
	const called = since
		.flatMap(({ tool_calls }) => tool_calls ?? [])
		.map(({ id, function: { name, arguments: given } }) => ({
			tool: name,
			arguments: JSON.parse(given) as Called['arguments'],
			result: results.get(id) ?? '',
		}));
	return { question: textOf(messages[last]), tools: tools.map((tool) => tool.function), called };
}

function textOf(message?: Message): string {
	const content = message?.content ?? '';
	return typeof content === 'string' ? content : content.map(({ text }) => text ?? '').join('');
}
