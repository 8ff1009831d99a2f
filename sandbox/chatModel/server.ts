import fastify, { type FastifyInstance } from 'fastify';
import type { ChatModel } from './model';
import { turnOf, type CompletionRequest, type Reply } from './turn';

const MODEL = 'stand-in';

/** The two endpoints of OpenAI's API that n8n's OpenAI Chat Model uses: the models to choose from, and chat completions. */
export function buildServer(model: ChatModel): FastifyInstance {
	const app = fastify({ forceCloseConnections: true, bodyLimit: 10_000_000 });
	app.addHook('onRequest', async ({ headers }, reply) => {
		if (headers.authorization === `Bearer ${model.apiKey}`) return;
		await reply.code(401).send(refusal(`The API key is not '${model.apiKey}'`));
	});
	app.get('/v1/models', () => ({ object: 'list', data: [{ id: MODEL, object: 'model' }] }));
	app.post<{ Body: CompletionRequest }>('/v1/chat/completions', async ({ body }, reply) => {
		if (body.stream) return await reply.code(400).send(refusal('The stand-in does not stream'));
		const turn = turnOf(body);
		model.turns.push(turn);
		return completion(model.script(turn), model.turns.length);
	});
	return app;
}

const refusal = (message: string) => ({ error: { message, type: 'invalid_request_error' } });

function completion(reply: Reply, number: number) {
	const message =
		'say' in reply
			? { role: 'assistant', content: reply.say }
			: { role: 'assistant', content: null, tool_calls: reply.call.map(toolCall) };
	return {
		id: `chatcmpl-${number}`,
		object: 'chat.completion',
		created: Math.trunc(Date.now() / 1000),
		model: MODEL,
		choices: [{ index: 0, message, finish_reason: 'say' in reply ? 'stop' : 'tool_calls' }],
		usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
	};

	function toolCall({ tool, arguments: given }: { tool: string; arguments: unknown }, index: number) {
		const id = `call_${number}_${index}`;
		return { id, type: 'function', function: { name: tool, arguments: JSON.stringify(given) } };
	}
}
