/** Tests in n8n's queue mode: a main, workers, Redis and PostgreSQL on this machine, installed where that is possible. */
module.exports = {
	...require('./jest.config.js'),
	testMatch: ['<rootDir>/test/queue/**/*.test.ts'],
	globalSetup: '<rootDir>/test/queue/globalSetup.ts',
	maxWorkers: 1, // three n8n take more than a gigabyte
	testTimeout: 300_000,
};
