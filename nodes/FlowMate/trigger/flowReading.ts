import type { IDataObject } from 'n8n-workflow';
import type { ReadDown } from '../kit/newest';
import { DAY } from '../resources/execution/calendar';
import type { Packed } from './known';
import { idIn, pack, sortedTime, unpack, withoutGone } from './known';
import type { Standing, Step } from './standing';
import { stepOf } from './standing';

/** What is remembered of flows. Times are in ms since 1970: those of the list are FlowMate's, those of polls n8n's. */
export interface KnownFlows {
	flows: Packed;
	/** The next poll reads down to this time of the list. */
	from: number;
	/** The latest time of the list at a poll, and when that was. */
	mark: { newest: number; at: number };
	/** When all flows were read. */
	wholeAt: number;
	/** How many flows FlowMate counted. */
	total?: number;
	/** Since when most flows have been missing. */
	missingSince?: number;
}

/** A flow of which something is to be remembered, and maybe told. */
export interface Sighting extends Step {
	flow: IDataObject;
	isCreated: boolean;
}

/**
 * How long a change may take to be seen, in ms: it bears the time at which FlowMate began to write it, by the clock of the server that did.
 * So each poll reads again what the polls of the last ten minutes have read.
 */
const OVERLAP = 10 * 60_000;

/** Compares flows, as they are read, with what is known of them. */
export class FlowReading {
	/** Flows read that had an ID, and flows read that had a status. */
	identified = 0;
	withStatus = 0;
	read = 0;

	private readonly known: Map<string, Standing>;

	private readonly sightings = new Map<string, Sighting>();

	private readonly present = new Set<string>();

	private newest = -Infinity;

	private created = 0;

	private wantsAll: boolean;

	/**
	 * @param state left by the poll before; undefined on the first one, which tells nothing
	 * @param countsAll whether flows that the list's order does not show as new are to be found by their number
	 */
	constructor(
		private readonly state: KnownFlows | undefined,
		private readonly now: number,
		private readonly countsAll: boolean,
	) {
		this.known = unpack(state?.flows ?? {});
		this.wantsAll = !state || Math.abs(now - state.wholeAt) >= DAY;
	}

	static readonly timeOf = ({ updatedAt }: IDataObject) => sortedTime(updatedAt);

	/** A flow that was read. One that is read again counts as it is then. */
	note(flow: IDataObject): void {
		this.read++;
		const id = idIn(flow);
		if (id === undefined) return;
		this.identified++;
		if (typeof flow.status === 'string') this.withStatus++;
		this.newest = Math.max(this.newest, FlowReading.timeOf(flow));
		this.present.add(id);
		const before = this.known.get(id);
		const step = stepOf(before, flow.status);
		if (before === undefined && !this.sightings.has(id)) this.created++;
		if (step.standing === before) this.sightings.delete(id);
		// Only what is told needs the flow itself; of a hundred thousand flows that would be too much.
		else this.sightings.set(id, { ...step, isCreated: before === undefined, flow: this.state ? flow : {} });
	}

	/**
	 * Whether to read on, now that all flows which were updated later than `time` were read.
	 *
	 * @param isInTime whether there is time for more than has to be
	 */
	goesOn(time: number, total: number | undefined, isInTime: boolean): boolean {
		if (!this.state || time > this.state.from) return true;
		// A flow that was made from a template bears the template's dates until it starts.
		if (this.countsAll && this.isOtherTotal(total)) this.wantsAll = true;
		return (this.wantsAll || this.newest === -Infinity) && isInTime;
	}

	private isOtherTotal(total: number | undefined): boolean {
		const { total: before } = this.state ?? {};
		return total !== undefined && before !== undefined && total !== before + this.created;
	}

	/** What is new, in the order of its time. */
	found(): Sighting[] {
		if (!this.state) return [];
		const times = new Map([...this.sightings].map(([id, { flow }]) => [id, FlowReading.timeOf(flow)]));
		const inOrder = [...this.sightings].sort(
			([a], [b]) => Number(times.get(a)) - Number(times.get(b)) || (a < b ? -1 : 1),
		);
		return inOrder.map(([, sighting]) => sighting);
	}

	/** What to remember. */
	next({ isWhole, total }: ReadDown): KnownFlows {
		const { state, now } = this;
		const known = new Map(this.known);
		for (const [id, { standing }] of this.sightings) known.set(id, standing);
		const { known: flows, missingSince } = isWhole
			? withoutGone(known, this.present, state?.missingSince, now)
			: { known: pack(known), missingSince: state?.missingSince };
		return {
			flows,
			missingSince,
			...this.marks(),
			wholeAt: state && !isWhole && !this.wantsAll ? state.wholeAt : now,
			total,
		};
	}

	/** A time of the list that is ahead of n8n's clock is not gone by: the next change may come from a server whose clock is right. */
	private marks(): Pick<KnownFlows, 'from' | 'mark'> {
		const { state, now } = this;
		const mark = { newest: Math.max(0, Math.min(this.newest, now)), at: now };
		if (!state) return { from: Math.max(0, mark.newest - OVERLAP), mark };
		const isRecent = Math.abs(now - state.mark.at) < OVERLAP;
		return isRecent ? { from: state.from, mark: state.mark } : { from: state.mark.newest, mark };
	}
}
