import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';
import type { Polled } from '../../kit/pollingN8n';
import { HISTORIES, liveFlows, setting, steps, wildSteps, type Ledger } from './flowHistory';
import type { FlowPlatform } from './flowPlatform';

interface Item extends IDataObject {
	id: string;
	change: string;
	eventId: string;
}

const itemsOf = ({ items = [] }: Polled) => items as Item[];

/** The statuses that each flow was seen in, poll after poll. */
type Pages = Map<string, string[]>;

/** Works out what is due from all statuses that a flow was ever seen in. */
class StatusLedger implements Ledger {
	private page?: Pages;
	private saved?: Pages;

	save(): void {
		this.saved = structuredClone(this.page);
	}

	restore(): void {
		this.page = structuredClone(this.saved);
	}

	check = (polled: Polled, platform: FlowPlatform): void => {
		const isFirst = this.page === undefined;
		const page = (this.page ??= new Map<string, string[]>());
		const due: string[] = [];
		for (const { id, status } of platform.flows.values()) {
			const before = page.get(id) ?? [];
			page.set(id, [...before, status]);
			const change = changeTo(status, before);
			if (!isFirst && change) due.push(`${change} ${id}`);
		}
		expect(
			itemsOf(polled)
				.map(({ change, id }) => `${change} ${id}`)
				.sort(),
		).toEqual(due.sort());
	};
}

const isOnItsWay = (status: string) => status === 'starting' || status === 'stopping';

function changeTo(status: string, before: string[]): string | undefined {
	if (isOnItsWay(status)) return undefined;
	const stood = before.findLast((each) => !isOnItsWay(each));
	if (status === 'active') return stood === 'active' ? undefined : 'active';
	const since = before.slice(before.lastIndexOf(stood ?? '') + 1);
	if (since.includes('starting')) return 'fellBack';
	return stood === 'active' ? 'inactive' : undefined;
}

/** Holds the events of a flow against each other. */
class Story implements Ledger {
	/** Whether each flow ran, as far as it was told. */
	readonly runs = new Map<string, boolean>();
	readonly events = new Set<string>();
	private isFirst = true;

	save(): void {}
	restore(): void {}

	check = (polled: Polled, platform: FlowPlatform): void => {
		if (this.isFirst)
			for (const { id, status } of platform.flows.values()) this.runs.set(id, status === 'active');
		this.isFirst = false;
		for (const { id, change, eventId } of itemsOf(polled)) {
			if (change !== 'fellBack') expect([id, this.runs.get(id) ?? false]).toEqual([id, change !== 'active']);
			this.runs.set(id, change === 'active');
			this.events.add(eventId);
		}
	};
}

describe('Flow Status Changed', () => {
	it('tells after each poll what a ledger tells that has seen every status', async () => {
		await fc.assert(
			fc.asyncProperty(setting, steps, async (where, history) => {
				await liveFlows(where, 'flowStatus', history, new StatusLedger());
			}),
			HISTORIES,
		);
	});

	it('tells of each flow on and off in turn and where it stands in the end, whatever moves while lists are read', async () => {
		await fc.assert(
			fc.asyncProperty(setting, wildSteps, async (where, history) => {
				const story = new Story();
				const platform = await liveFlows(where, 'flowStatus', history, story);
				const stands = [...platform.flows.values()].map(({ id, status }) => [id, status === 'active']);
				expect(stands.map(([id]) => [id, story.runs.get(String(id)) ?? false])).toEqual(stands);
			}),
			HISTORIES,
		);
	});
});

/** IDs that were there at a poll, and those that were told. */
class CreatedLedger implements Ledger {
	private page = { known: new Set<string>(), begun: false };
	private saved = structuredClone(this.page);
	readonly told: string[] = [];
	readonly old = new Set<string>();

	constructor(private readonly isExact: boolean) {}

	save(): void {
		this.saved = structuredClone(this.page);
	}

	restore(): void {
		this.page = structuredClone(this.saved);
	}

	check = (polled: Polled, platform: FlowPlatform): void => {
		const { known, begun } = this.page;
		const due = [...platform.flows.keys()].filter((id) => !known.has(id));
		const told = itemsOf(polled).map(({ id }) => id);
		this.told.push(...told);
		if (!begun) due.forEach((id) => this.old.add(id));
		if (this.isExact || !begun) expect(told.sort()).toEqual(begun ? due.sort() : []);
		due.forEach((id) => known.add(id));
		this.page.begun = true;
	};
}

describe('Flow Created', () => {
	it('tells after each poll which flows nobody has seen before', async () => {
		await fc.assert(
			fc.asyncProperty(setting, steps, async (where, history) => {
				await liveFlows(where, 'flowCreated', history, new CreatedLedger(true));
			}),
			HISTORIES,
		);
	});

	it('tells each flow once in the end, whatever its dates and whatever moves while lists are read', async () => {
		await fc.assert(
			fc.asyncProperty(setting, wildSteps, async (where, history) => {
				const ledger = new CreatedLedger(false);
				const platform = await liveFlows(where, 'flowCreated', history, ledger);
				expect(new Set(ledger.told).size).toBe(ledger.told.length);
				const created = [...platform.flows.keys()].filter((id) => !ledger.old.has(id));
				expect(created.filter((id) => !ledger.told.includes(id))).toEqual([]);
				expect(ledger.told.filter((id) => ledger.old.has(id))).toEqual([]);
			}),
			HISTORIES,
		);
	});
});

describe('User Created', () => {
	it('tells after each poll which users nobody has seen before, whatever their dates and whatever moves meanwhile', async () => {
		await fc.assert(
			fc.asyncProperty(setting, fc.oneof(steps, wildSteps), async (where, history) => {
				const ledger = new CreatedLedger(true);
				const platform = await liveFlows(where, 'userCreated', history, ledger);
				expect(new Set(ledger.told).size).toBe(ledger.told.length);
				const created = [...platform.flows.keys()].filter((id) => !ledger.old.has(id));
				expect(created.filter((id) => !ledger.told.includes(id))).toEqual([]);
			}),
			HISTORIES,
		);
	});
});
