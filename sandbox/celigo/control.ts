import type { FastifyInstance } from 'fastify';
import type { FaultRule, Faults } from '../shared/faults';
import { CONTROL } from '../shared/observe';
import type { RequestLog } from '../shared/requests';
import { isRecord, Refusal } from './answers';
import type { Service } from './service';

/** The sandbox's own routes, for a person at the command line. They need no token and are not recorded. */
export function controlRoutes(
	app: FastifyInstance,
	{ state, options }: Service,
	log: RequestLog,
	faults: Faults,
): void {
	app.get(`${CONTROL}/state`, async () => ({
		options,
		flows: [...state.flows.values()].map(({ _id, name, disabled }) => ({ _id, name, disabled })),
		jobs: [...state.jobs.values()],
		maxInFlight: log.maxInFlight,
		faults: faults.list.map(({ rule, hits }) => ({ ...rule, path: rule.path?.toString(), hits })),
	}));

	app.get(`${CONTROL}/requests`, async () => log.requests);

	app.post(`${CONTROL}/faults`, async (request, reply) => {
		const rule = isRecord(request.body) ? request.body : {};
		if (!isRecord(rule.effect) || Object.keys(rule.effect).length === 0)
			throw new Refusal(400, 'invalid_body', 'For example {"path":"/v1/flows","effect":{"html":502}}');
		faults.add(rule as unknown as FaultRule);
		return await reply.code(201).send({ faults: faults.list.length });
	});

	app.delete(`${CONTROL}/faults`, async () => {
		faults.clear();
		return { faults: 0 };
	});
}
