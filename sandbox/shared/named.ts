import type { FastifyPluginAsync } from 'fastify';

/**
 * A plugin with a name. Fastify looks for the name of one without among all modules that are loaded; with n8n-core beside it these are
 * thousands, and the tests start a sandbox each.
 */
export const named = (name: string, plugin: FastifyPluginAsync): FastifyPluginAsync =>
	Object.assign(plugin, { [Symbol.for('fastify.display-name')]: name });
