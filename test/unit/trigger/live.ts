import type { IDataObject } from 'n8n-workflow';
import { breakAnswer, DAY, USERS, type Setting, type Step } from './history';
import { DEFAULTS, N8n, type Polled } from './n8n';
import { Platform } from './platform';

export interface Item {
	key: string;
	executions: number;
	previousExecutions: number;
	difference: number;
	percentage: number | null;
	window: { start: string; end: string };
}

export const itemsOf = ({ items = [] }: Polled) => items as unknown as Item[];

/** What the ledger of one kind of trigger has to know of a poll. */
export interface Book {
	/** A complete poll; gives the lines that are due. */
	poll(now: number, parameters: IDataObject): string[];
	save(): void;
	restore(): void;
	beginAnew(): void;
}

/**
 * Lets a history happen. After each poll `check` gets what came and which lines were due. At the end time goes on until every window
 * is over everywhere.
 */
export async function live(
	{ keeping, begin, timezone, platformTimezone }: Setting,
	history: Step[],
	parameters: IDataObject,
	bookOf: (platform: Platform) => Book,
	check: (polled: Polled, due: string[]) => void,
): Promise<Platform> {
	const platform = new Platform(platformTimezone);
	const n8n = new N8n(platform, keeping);
	const book = bookOf(platform);
	n8n.now = begin;
	n8n.parameters = { ...DEFAULTS, timezone, ...parameters };
	let lastPoll = begin;

	const due = () => {
		lastPoll = n8n.now;
		return book.poll(n8n.now, n8n.parameters);
	};
	const activate = async () => {
		book.restore();
		check(await n8n.activate(), due());
		book.save();
	};
	const settle = (polled: Polled) => {
		if (keeping !== 'memory') book.restore();
		const lines = due();
		check(polled, lines);
		if (lines.length > 0 || keeping === 'cursor') book.save();
	};
	const traces = () => JSON.stringify([n8n.remembered, n8n.saved]);
	const change = async (changed: IDataObject) => {
		Object.assign(n8n.parameters, changed);
		book.beginAnew();
		book.save();
		await activate();
	};

	for (const user of USERS) platform.count(user, 5, n8n.now);
	await activate();
	for (const step of history) {
		switch (step.does) {
			case 'count':
				platform.count(step.user, step.executions, n8n.now);
				break;
			case 'take back':
				platform.count(step.user, -step.executions, n8n.now);
				break;
			case 'hide':
				platform.hidden.add(step.user);
				break;
			case 'show':
				platform.hidden.delete(step.user);
				break;
			case 'wait':
				// Longer than that is not made up for; see the examples.
				n8n.now = Math.min(n8n.now + step.ms, lastPoll + 29 * DAY);
				break;
			case 'poll':
				settle(await n8n.poll());
				break;
			case 'kill':
				await activate();
				break;
			case 'poll twice at once': {
				const [first, second] = await Promise.all([n8n.poll(), n8n.poll()]);
				expect(second).toEqual({});
				settle(first);
				break;
			}
			case 'poll in vain': {
				const before = traces();
				const isBroken = breakAnswer(platform, step);
				const polled = await n8n.poll();
				platform.fault = undefined;
				expect(polled.error !== undefined).toBe(isBroken());
				if (!isBroken()) settle(polled);
				else expect([polled.items, traces()]).toEqual([undefined, before]);
				break;
			}
			case 'test in the editor': {
				const before = traces();
				n8n.mode = 'manual';
				await n8n.poll();
				n8n.mode = 'trigger';
				expect(traces()).toBe(before);
				break;
			}
			case 'change timezone':
				if (step.timezone !== n8n.parameters.timezone) await change({ timezone: step.timezone });
				break;
			case 'change keys':
				if (String(step.users) !== String((n8n.parameters.keys as IDataObject).ids))
					await change({ keys: { ids: step.users } });
				break;
			case 'change minimum':
				Object.assign(n8n.parameters, { minDifference: step.minDifference });
				await activate();
				break;
		}
	}
	for (let days = 0; days < 45; days += 9) {
		n8n.now += 9 * DAY;
		settle(await n8n.poll());
	}
	return platform;
}
