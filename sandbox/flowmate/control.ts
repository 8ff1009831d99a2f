import type { FastifyInstance } from 'fastify';
import type { FaultRule, Faults } from '../shared/faults';
import { CONTROL } from '../shared/observe';
import type { RequestLog } from '../shared/requests';
import { fieldsOf, parseStrict } from './body';
import type { Platform } from './platform';

/** The sandbox's own routes, for a person at the command line. They need no token and are not recorded. */
export function controlRoutes(
	app: FastifyInstance,
	{ sessions, state }: Platform,
	log: RequestLog,
	faults: Faults,
): void {
	app.setErrorHandler((error, _request, reply) => {
		reply.code(400).send({ error: error instanceof Error ? error.message : String(error) });
	});

	app.get(`${CONTROL}/state`, async () => ({
		users: state.users.size,
		flows: { total: state.flows.size, ...countBy(state.flows.values(), ({ status }) => status) },
		templates: { total: state.templates.size, ...countBy(state.templates.values(), ({ status }) => status) },
		tokens: state.tokens.size,
		requests: log.requests.length,
		maxInFlight: log.maxInFlight,
		faults: faults.list.map(({ rule, hits }) => ({ ...rule, path: rule.path?.toString(), hits })),
	}));

	app.get(`${CONTROL}/requests`, async () => log.requests);

	app.post(`${CONTROL}/faults`, async (request, reply) => {
		const rule = fieldsOf(parseStrict(request.rawBody.toString()));
		const { effect } = rule;
		if (typeof effect !== 'object' || effect === null || Object.keys(effect).length === 0) {
			throw new Error(
				'A fault needs an effect, for example {"path":"/flows","times":2,"effect":{"html":502}}',
			);
		}
		faults.add(rule as unknown as FaultRule);
		reply.code(201);
		return { faults: faults.list.length };
	});

	app.delete(`${CONTROL}/faults`, async () => {
		faults.clear();
		return { faults: 0 };
	});

	app.post(`${CONTROL}/expire-tokens`, async () => {
		sessions.expireAll();
		return { tokens: state.tokens.size };
	});
}

function countBy<T>(items: Iterable<T>, keyOf: (item: T) => string): Record<string, number> {
	const counts: Record<string, number> = {};
	for (const item of items) counts[keyOf(item)] = (counts[keyOf(item)] ?? 0) + 1;
	return counts;
}
