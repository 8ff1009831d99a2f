import type { Called, Reply, ToolCall, Turn } from './turn';

const QUESTION = /flows of (\S+)/;

/**
 * The script for the example "Ask about flows". It answers one kind of question, about the flows of one customer, and it does so the way
 * a model would: it looks up the customer, then the flows and the counts, and puts the answer together from what the tools returned.
 */
export function aboutFlows({ question, called }: Turn): Reply {
	const customer = QUESTION.exec(question)?.[1];
	if (!customer)
		return {
			say: 'I am a stand-in without a model behind me. Ask me: Which flows of customer-1001 do not run?',
		};
	const [users, flows, counts] = called;
	if (!users) return { call: [find(customer)] };
	const [user] = recordsOf(users);
	if (!user) return { say: `I found no user '${customer}': ${users.result}` };
	if (!flows) return { call: [flowsOf(String(user.id)), countsOfThisMonth()] };
	return { say: answer(customer, recordsOf(flows), recordsOf(counts)) };
}

const find = (customer: string): ToolCall => ({ tool: 'Find_Users', arguments: { user_name: customer } });

const flowsOf = (user: string): ToolCall => ({ tool: 'Get_Flows', arguments: { user_id: user } });

function countsOfThisMonth(): ToolCall {
	const today = new Date().toISOString().slice(0, 10);
	return {
		tool: 'Get_Execution_Counts',
		arguments: { first_day: `${today.slice(0, 7)}-01`, last_day: today },
	};
}

type Fields = Record<string, unknown>;

/** What a tool returned; nothing where it returned a text, such as an error. */
function recordsOf({ result }: Called): Fields[] {
	try {
		return [JSON.parse(result) as Fields[]].flat();
	} catch {
		return [];
	}
}

function answer(customer: string, flows: Fields[], counts: Fields[]): string {
	const resting = flows.filter(({ status }) => status !== 'active');
	const used = counts.find(({ username }) => username === customer)?.executions ?? 0;
	const list = resting.map(({ name, status }) => `- ${String(name)} (${String(status)})`).join('\n');
	return `${resting.length} of the ${flows.length} flows of ${customer} do not run:\n${list}\nExecutions of this month: ${String(used)}.`;
}
