import { seededId } from '../../shared/ids';
import { countExecutions, dayOf } from '../counts';
import type { ManyOptions } from '../options';
import type { Flow, FlowStatus, State, User } from '../state';
import { flowGraph } from './graphs';
import { ownersOf, seedCustomer, seedPartner, TENANT } from './partner';

const STATUSES: FlowStatus[] = ['active', 'active', 'active', 'inactive'];
const START = Date.parse('2024-04-01T00:00:00.000Z');

/**
 * A tenant of any size: user-000001 and so on, flows dealt out to them in turn, one second apart
 * (`perInstant` of them at once), three of four active; templates of the partner besides.
 * Flows share their graphs: replace a graph instead of changing it in place.
 */
export function seedMany(
	state: State,
	{ users, flows, templates = 0, perInstant = 1 }: ManyOptions,
): { user: User; password: string } {
	const partner = seedPartner(state);
	const customers = Array.from({ length: users }, (_, index) =>
		seedCustomer(state, `user-${String(index + 1).padStart(6, '0')}`, new Date(START + index).toISOString()),
	);
	const instant = (index: number) => new Date(START + Math.floor(index / perInstant) * 1000).toISOString();
	const graph = flowGraph('webhook', { firstName: 'string', lastName: 'string', email: 'string' });
	for (let index = 0; index < flows; index++) {
		const owner = customers[index % customers.length] ?? partner.user;
		const createdAt = instant(index);
		const flow: Flow = {
			id: seededId(`flow ${index}`),
			name: `Flow ${String(index + 1).padStart(6, '0')}`,
			type: 'ordinary',
			tenant: TENANT,
			graph,
			owners: ownersOf(owner),
			status: STATUSES[index % STATUSES.length],
			createdAt,
			updatedAt: createdAt,
		};
		state.flows.set(flow.id, flow);
		if (index < customers.length) {
			countExecutions(state, {
				user: owner._id,
				flow: flow.id,
				day: dayOf(Date.now()),
				executions: 3 * (1 + (index % 50)),
			});
		}
	}
	for (let index = 0; index < templates; index++) {
		const createdAt = instant(index);
		const id = seededId(`template ${index}`);
		state.templates.set(id, {
			id,
			name: `Template ${String(index + 1).padStart(6, '0')}`,
			type: 'ordinary',
			tenant: TENANT,
			graph,
			owners: ownersOf(partner.user),
			status: 'published',
			createdAt,
			updatedAt: createdAt,
		});
	}
	return partner;
}
