const { availableParallelism } = require('node:os');

/** Unit, sandbox and engine tests: they need Node and this repository, nothing else. The built package must be in dist. */
module.exports = {
	testEnvironment: '<rootDir>/test/shared/environment.js',
	moduleNameMapper: { '^(fastify|n8n-core|n8n-workflow)$': '<rootDir>/test/shared/$1.js' },
	testMatch: ['<rootDir>/test/{,celigo/}{unit,engine,sandbox,kit,live}/**/*.test.ts'],
	transform: { '^.+\\.ts$': ['ts-jest', { tsconfig: 'tsconfig.dev.json' }] },
	modulePathIgnorePatterns: ['<rootDir>/dist/package.json'],
	testTimeout: 120_000, // a busy machine takes its time
	// Half of the time a test waits for answers.
	maxWorkers: Math.min(2 * availableParallelism(), 8),
};
