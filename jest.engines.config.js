const { join } = require('node:path');

/**
 * The probe of an engine: the built packages in the n8n-core and n8n-workflow below the folder that ENGINE names, in place of those
 * of this repository. `npm run test:engines` runs it for one version after the other.
 */
const engine = join(process.env.ENGINE ?? __dirname, 'node_modules');

module.exports = {
	...require('./jest.config.js'),
	testMatch: ['<rootDir>/test/engines/**/*.test.ts'],
	testEnvironment: 'node',
	moduleNameMapper: {
		'^n8n-core$': '<rootDir>/test/engines/older/core.js',
		'^n8n-workflow$': '<rootDir>/test/engines/older/workflow.js',
		'^engine/(.*)$': join(engine, '$1'),
	},
	maxWorkers: 1,
	forceExit: true, // an engine that fails in the middle leaves servers open
};
