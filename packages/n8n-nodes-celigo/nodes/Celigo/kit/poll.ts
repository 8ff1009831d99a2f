import type { INodeExecutionData, IPollFunctions } from 'n8n-workflow';

/** What n8n grants a poll that it does not limit itself, in ms. */
const USUAL_BUDGET = 5 * 60 * 1_000;

type Poll = (context: IPollFunctions) => Promise<INodeExecutionData[][] | null>;

/** The polls of a package that are under way in this process, by workflow and node. */
export class Polls {
	private readonly underWay = new Set<string>();

	/** Polls, unless the last poll of the same node still waits for its answer: n8n begins the next one all the same. */
	async run(context: IPollFunctions, poll: Poll): Promise<INodeExecutionData[][] | null> {
		const node = `${context.getWorkflow().id}:${context.getNode().id}`;
		if (this.underWay.has(node)) return null;
		this.underWay.add(node);
		try {
			return await poll(context);
		} finally {
			this.underWay.delete(node);
		}
	}
}

/** Until when to ask for more, and until when to wait for an answer. A tenth of the time stays for everything else. */
export function timeFor(context: IPollFunctions, now: number): { halfTime: number; deadline: number } {
	// Not there before n8n 2.38.
	const budget = context.getPollBudgetMs?.() ?? USUAL_BUDGET;
	return { halfTime: now + budget * 0.5, deadline: now + budget * 0.9 };
}
