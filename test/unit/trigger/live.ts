import type { IDataObject } from 'n8n-workflow';
import { breakAnswer, DAY, USERS, type Broken, type Setting, type Step } from './history';
import type { Ledger } from './ledger';
import { DEFAULTS, N8n, type Polled } from './n8n';
import { Platform } from './platform';

export interface Item {
	key?: string;
	executions: number;
	previousExecutions: number;
	difference: number;
	percentage: number | null;
	eventId: string;
	window: { start: string; end: string };
}

/** The items of a poll that tell of a count. */
export const itemsOf = ({ items = [] }: Polled) =>
	(items as unknown as Item[]).filter(({ key }) => key !== undefined);

/**
 * Lets a history happen. After each poll `check` gets what came and which lines were due. At the end time goes on until every window
 * is over everywhere.
 */
export async function live(
	{ keeping, begin, timezone, platformTimezone }: Setting,
	history: Step[],
	parameters: IDataObject,
	ledgerOf: (platform: Platform) => Ledger,
	check: (polled: Polled, due: string[]) => void,
): Promise<Platform> {
	const platform = new Platform(platformTimezone);
	const n8n = new N8n(platform, keeping);
	const ledger = ledgerOf(platform);
	n8n.now = begin;
	n8n.parameters = { ...DEFAULTS, timezone, ...parameters };
	let lastPoll = begin;
	/** Whether the last poll went by the clock. */
	let isSteady = true;

	const settle = (polled: Polled, broken?: Broken) => {
		lastPoll = n8n.now;
		const due = ledger.poll(n8n.now, n8n.parameters, broken);
		isSteady = due !== undefined;
		check(polled, due ?? []);
		if (due && polled.isSaved) ledger.save();
	};
	const publish = async () => settle(await n8n.activate());
	const change = async (changed: IDataObject) => {
		Object.assign(n8n.parameters, changed);
		await publish();
	};

	for (const user of USERS) platform.count(user, 5, n8n.now);
	await publish();
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
				isSteady &&= n8n.now - lastPoll < DAY;
				break;
			case 'poll':
				settle(await n8n.poll());
				break;
			case 'publish':
				await publish();
				break;
			case 'kill': {
				ledger.restore();
				const polled = await n8n.restart();
				if (polled) settle(polled);
				break;
			}
			case 'rename':
				settle(await n8n.rename(step.name));
				break;
			case 'poll twice at once': {
				const [first, second] = await Promise.all([n8n.poll(), n8n.poll()]);
				expect([second.items, second.error]).toEqual([undefined, undefined]);
				settle(first);
				break;
			}
			case 'poll in vain': {
				const before = n8n.remembered;
				const asked = platform.asked.length;
				const broken = breakAnswer(platform, step);
				const polled = await n8n.poll();
				platform.fault = undefined;
				const what = broken();
				const isRow = step.how.startsWith('row');
				// What a window of the past does not give comes later; without the current one there is nothing to go by.
				const isInVain = (what: Broken) =>
					isRow ? ledger.refusesRow(what) : platform.asked[asked].start === what.start;
				if (!what || !isInVain(what)) settle(polled, what);
				else {
					ledger.fail(n8n.now);
					expect([polled.items, n8n.remembered]).toEqual([undefined, before]);
				}
				break;
			}
			case 'poll with a wrong clock': {
				// Where two polls in a row tell of the same time, it is believed, wrong or not.
				if (step.polls === undefined && !isSteady) break;
				const now = n8n.now;
				n8n.now += step.ms;
				for (let polls = 0; polls < (step.polls ?? 1); polls++) settle(await n8n.poll());
				[n8n.now, lastPoll] = [now, now];
				isSteady = false;
				break;
			}
			case 'test in the editor': {
				const before = n8n.remembered;
				n8n.mode = 'manual';
				await n8n.poll();
				n8n.mode = 'trigger';
				expect(n8n.remembered).toBe(before);
				break;
			}
			case 'change timezone':
				await change({ timezone: step.timezone });
				break;
			case 'change keys':
				await change({ keys: { ids: step.users } });
				break;
			case 'change minimum':
				await change({ minDifference: step.minDifference });
				break;
			case 'change limit':
				await change({
					keyLimits: { ...(n8n.parameters.keyLimits as IDataObject), [step.user]: step.limit },
				});
				break;
			case 'change percentages':
				await change({ percentages: step.percentages });
				break;
		}
	}
	for (const user of USERS) platform.hidden.delete(user);
	const days = { day: 3, week: 9, month: 34 }[String(n8n.parameters.window)] ?? 5;
	for (let day = 0; day < days; day += 1) {
		n8n.now += DAY;
		settle(await n8n.poll());
	}
	return platform;
}
