import type { IDataObject } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import { FIRST_PAGE, readNewest } from '../kit/newest';
import { fetchPage } from '../kit/numberedList';
import { pathOf } from '../kit/path';
import type { Request } from '../kit/request';
import type { Scope } from '../kit/scope';
import type { Tick } from '../kit/tick';
import type { Time, Watch } from '../kit/watch';
import { flowPages } from '../service';
import { isOwnedBy, ownerOf } from '../parameters/flow';
import { changes, flowIds, flowTemplate, flowUser } from './eventParameters';
import type { FlowChange } from './eventParameters';
import { createdItem, statusItem, usernamesOf } from './eventItems';
import type { KnownFlows, Sighting } from './flowReading';
import { FlowReading } from './flowReading';
import { unreadable } from './fetch';
import { stepOf } from './standing';

/** Which flows are watched, and for what. */
interface Wanted {
	on: 'flowStatus' | 'flowCreated';
	user?: string;
	template?: string;
	ids?: string[];
	changes: FlowChange[];
}

/**
 * GET /flows?sort=-updatedAt, down to what is known. A change of the status touches `updatedAt`.
 *
 * @throws NodeOperationError that names the parameter
 */
export async function watchFlows(scope: Scope, on: Wanted['on']): Promise<Watch<KnownFlows>> {
	const wanted = await wantedOf(scope, on);
	const { user, template } = wanted;
	return {
		fingerprint: JSON.stringify([on, user, template, scope.node.credentials?.[scope.service.credential]?.id]),
		async look(state, tick) {
			const { reading, next } = await read(scope, wanted, state, tick);
			// A flow that changes while all are read goes from a page that is still to come to the first one.
			if (!state && reading.read > FIRST_PAGE) return { found: [], next: (await read(scope, wanted, next, tick)).next };
			const found = reading.found().filter((sighting) => isTold(wanted, sighting));
			return { found: await itemsOf(scope, wanted, found, tick), next };
		},
		sample: async (time) => await sampleOf(scope, wanted, time),
	};
}

async function read(scope: Scope, wanted: Wanted, state: KnownFlows | undefined, tick: Tick) {
	const reading = new FlowReading(state, tick.now, wanted.on === 'flowCreated');
	const readDown = await readNewest(scope, requestFor(wanted, '-updatedAt', tick), flowPages, {
		timeOf: FlowReading.timeOf,
		note: (flow) => reading.note(flow),
		goesOn: (from, total) => reading.goesOn(from, total, scope.service.clock.now() < tick.halfTime),
	});
	const reason = whyUnreadable(wanted.on, reading);
	if (reason) throw tick.atOnce(unreadable(scope, 'the flows', reason, reading.read));
	return { reading, next: reading.next(readDown) };
}

async function wantedOf(scope: Scope, on: Wanted['on']): Promise<Wanted> {
	const isStatus = on === 'flowStatus';
	return {
		on,
		user: (await scope.read(flowUser))?.toLowerCase(),
		template: scope.read(flowTemplate)?.toLowerCase(),
		ids: isStatus ? scope.read(flowIds) : undefined,
		changes: isStatus ? scope.read(changes) : [],
	};
}

/** FlowMate's documentation does not know the filter by template, so that it may let others pass. */
function requestFor({ user, template }: Wanted, sort: string, { deadline }: Time): Request {
	return {
		method: 'GET',
		path: pathOf('flows'),
		qs: { sort, 'filter[user]': user, 'filter[fromTemplate]': template },
		subject: { what: 'the flows', permission: 'flows.read', repeatable: true },
		deadline,
	};
}

/** What has no ID, or no status, would never be told. */
function whyUnreadable(on: Wanted['on'], { read, identified, withStatus }: FlowReading): string | undefined {
	if (read === 0) return undefined;
	if (identified === 0) return 'has no ID';
	return on === 'flowStatus' && withStatus === 0 ? 'has no status' : undefined;
}

function isTold(wanted: Wanted, { flow, isCreated, change, previousStatus }: Sighting): boolean {
	if (!isOfThese(wanted, flow)) return false;
	if (wanted.on === 'flowCreated') return isCreated;
	if (change === undefined) return false;
	// A flow that ran, was started anew and fell back has become inactive as well.
	const asWell = change === 'fellBack' && previousStatus === 'active' && wanted.changes.includes('inactive');
	return asWell || wanted.changes.includes(change);
}

/** Whether a flow is one of those that are watched. The same as FlowMate's own filters, as far as the flow says whose it is. */
function isOfThese({ user, template, ids }: Wanted, flow: IDataObject): boolean {
	const isOwn = user === undefined || isOwnedBy(flow, user);
	const isFromTemplate = template === undefined || isSame(flow.fromTemplate, template);
	return isOwn && isFromTemplate && (ids === undefined || ids.some((id) => isSame(flow.id, id)));
}

const isSame = (given: unknown, id: string) => String(given).toLowerCase() === id;

async function itemsOf(scope: Scope, { on }: Wanted, found: Sighting[], time: Time): Promise<IDataObject[]> {
	const owners = found.map(({ flow }) => ownerOf(flow)).filter((owner) => owner !== undefined);
	const names = await usernamesOf(scope, owners, time.deadline);
	const itemOf = on === 'flowCreated' ? createdItem : statusItem;
	return found.map((sighting) => itemOf(sighting, names, time.now));
}

/** Flows to look through for one to show. */
const MOST_LOOKED_AT = 1_000;

/** The flow that has changed last, or the newest one. What it was before, nobody knows. */
async function sampleOf(scope: Scope, wanted: Wanted, time: Time): Promise<IDataObject[]> {
	const isStatus = wanted.on === 'flowStatus';
	const request = requestFor(wanted, isStatus ? '-updatedAt' : '-createdAt', time);
	const size = wanted.ids ? MOST_LOOKED_AT : FIRST_PAGE;
	const { records } = await fetchPage(scope, request, flowPages, 1, size);
	const flow = records.find((each) => isOfThese(wanted, each) && (!isStatus || couldBecome(wanted.changes, each)));
	if (!flow) throw nothingToShow(scope, wanted);
	const { standing, change } = stepOf(undefined, flow.status);
	return await itemsOf(scope, wanted, [{ flow, standing, change, previousStatus: null, isCreated: true }], time);
}

/** Whether a change that is watched leads to the status that a flow has. */
function couldBecome(chosen: FlowChange[], { status }: IDataObject): boolean {
	if (status === 'starting' || status === 'stopping') return false;
	return status === 'active' ? chosen.includes('active') : chosen.some((change) => change !== 'active');
}

function nothingToShow({ node }: Scope, { on, changes: chosen }: Wanted): NodeOperationError {
	const isActive = chosen.includes('active');
	const kind = on === 'flowCreated' || (isActive && chosen.length > 1) ? '' : isActive ? ' active' : ' inactive';
	return new NodeOperationError(node, `There is no${kind} flow among those that are watched`, {
		description: 'There is nothing to show as a sample. The active workflow waits for it.',
	});
}
