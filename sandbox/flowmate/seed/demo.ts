import { seededId } from '../../shared/ids';
import { countExecutions, dayOf } from '../counts';
import type { Flow, FlowStatus, FlowTemplate, State, User } from '../state';
import { flowGraph } from './graphs';
import { ownersOf, seedCustomer, seedPartner, TENANT } from './partner';

const DAY = 24 * 60 * 60 * 1000;

/** User names are the partner's own ids for its customers: numbers, e-mail addresses, names, hashes. */
const CUSTOMERS = [
	'customer-1001',
	'customer-1002',
	'customer-1003',
	'customer-1004',
	'anna.berger@northwind.example',
	'it@fabrikam.example',
	'contoso-eu',
	'8d23cf6c86e834a7aa6eded54c26ce2bb2e74903538c61bdd5d2197997ab2f72',
];

interface FlowKind {
	name: string;
	description: string;
	cron?: string;
	tags?: string[];
	input?: Record<string, string>;
	/** Where the flow says which input it wants; the platform's documentation does not tell. */
	inputAt?: 'fields' | 'nodeSettings' | 'flowSettings' | 'top level';
	/** Per customer, in the order above. */
	statuses: FlowStatus[];
}

const [on, off]: FlowStatus[] = ['active', 'inactive'];

const KINDS: FlowKind[] = [
	{
		name: 'New contact to newsletter',
		description: 'Subscribes a contact of the CRM to the newsletter',
		tags: ['marketing'],
		input: { firstName: 'string', lastName: 'string', email: 'string' },
		inputAt: 'fields',
		statuses: [on, on, on, on, on, on, off, on],
	},
	{
		name: 'Won deal to invoice',
		description: 'Writes an invoice when a deal is won',
		tags: ['finance', 'sales'],
		input: { dealId: 'string', amount: 'number', currency: 'string' },
		inputAt: 'nodeSettings',
		statuses: [on, on, off, on, on, off, on, off],
	},
	{
		name: 'Ticket to chat channel',
		description: 'Posts a new ticket to the support channel',
		tags: ['support'],
		input: { ticketId: 'number', subject: 'string', urgent: 'boolean' },
		inputAt: 'flowSettings',
		statuses: [off, on, on, off, on, off, off, on],
	},
	{
		name: 'Order to ERP',
		description: 'Hands an order over to the ERP system',
		input: { orderNumber: 'string', lines: 'array' },
		inputAt: 'top level',
		statuses: [on, off, on, off, on, on, off, off],
	},
	{
		name: 'Nightly contact sync',
		description: 'Compares all contacts with the address book at night',
		cron: '0 2 * * *',
		tags: ['sync'],
		// Stopped although it never ran: such a flow stays `stopping` until it is started and stopped again.
		statuses: [on, on, on, on, on, off, 'stopping', off],
	},
];

/** "Acme CRM" with eight customers, 40 flows, six templates and two months of executions. */
export function seedDemo(state: State): { user: User; password: string } {
	const partner = seedPartner(state);
	KINDS.forEach((kind, index) => seedTemplate(state, partner.user, kind, index));
	seedDraft(state, partner.user);
	const customers = CUSTOMERS.map((username, index) =>
		seedCustomer(state, username, new Date(Date.UTC(2024, 4, 2 + index * 3, 8, 30)).toISOString()),
	);
	const days = pastDays();
	customers.forEach((customer, index) => {
		KINDS.forEach((kind, number) => {
			const createdAt = new Date(Date.UTC(2024, 4, 3 + index * 3 + number, 9, 15)).toISOString();
			const flow = demoFlow(customer, kind, kind.statuses[index], createdAt);
			state.flows.set(flow.id, flow);
			if (flow.status === 'active') seedHistory(state, days, customer, flow, index + 1, number + 1);
		});
	});
	return partner;
}

function demoFlow(customer: User, kind: FlowKind, status: FlowStatus, createdAt: string): Flow {
	const { name, description, cron, input, inputAt } = kind;
	const graph = flowGraph(cron ? 'scheduler' : 'webhook', inputAt === 'fields' ? input : undefined);
	if (inputAt === 'nodeSettings') graph.nodes[0].nodeSettings = { inputParameters: input };
	return {
		id: seededId(`flow ${customer.username} ${name}`),
		name,
		description,
		type: 'ordinary',
		tenant: TENANT,
		...(cron ? { cron } : {}),
		graph,
		owners: ownersOf(customer),
		status,
		fromTemplate: seededId(`template ${name}`),
		...(inputAt === 'flowSettings' ? { flowSettings: { inputParameters: input } } : {}),
		...(inputAt === 'top level' ? { inputParameters: input } : {}),
		createdAt,
		updatedAt: createdAt,
	};
}

function seedTemplate(
	state: State,
	partner: User,
	{ name, description, cron, tags, input }: FlowKind,
	index: number,
) {
	const createdAt = new Date(Date.UTC(2024, 2, 5 + index, 10)).toISOString();
	const template: FlowTemplate = {
		id: seededId(`template ${name}`),
		name,
		description,
		type: 'ordinary',
		tenant: TENANT,
		...(cron ? { cron } : {}),
		graph: flowGraph(cron ? 'scheduler' : 'webhook', input),
		owners: ownersOf(partner),
		status: 'published',
		...(tags ? { tags } : {}),
		createdAt,
		updatedAt: createdAt,
	};
	state.templates.set(template.id, template);
}

function seedDraft(state: State, partner: User): void {
	const draft = {
		name: 'Birthday greetings',
		description: 'Not finished',
		statuses: [],
		tags: ['marketing'],
	};
	seedTemplate(state, partner, draft, KINDS.length);
	const template = state.templates.get(seededId(`template ${draft.name}`));
	if (template) template.status = 'draft';
}

interface PastDay {
	/** YYYY-MM-DD */
	day: string;
	ago: number;
	isWeekend: boolean;
}

/** Today and the 60 days before, the oldest first. */
const pastDays = (): PastDay[] =>
	Array.from({ length: 61 }, (_, index) => {
		const ago = 60 - index;
		const time = Date.now() - ago * DAY;
		return { day: dayOf(time), ago, isWeekend: [0, 6].includes(new Date(time).getUTCDay()) };
	});

/** Some executions on most of these days, more for earlier customers, fewer at weekends. */
function seedHistory(
	state: State,
	days: PastDay[],
	customer: User,
	flow: Flow,
	size: number,
	number: number,
): void {
	for (const { day, ago, isWeekend } of days) {
		const runs = flow.cron ? 1 : ((ago * 7 + size * 5 + number * 3) % 11) - (isWeekend ? 7 : 1);
		if (runs < 1) continue;
		const executions = runs * flow.graph.nodes.length * Math.ceil(8 / size);
		countExecutions(state, { user: customer._id, flow: flow.id, day, executions });
	}
}
