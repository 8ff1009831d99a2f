/** Tests in a real n8n with the package as npm packs it. The built package must be in dist; n8n is fetched once per machine. */
module.exports = {
	...require('./jest.config.js'),
	testMatch: ['<rootDir>/test/{,celigo/}n8n/**/*.test.ts'],
	globalSetup: '<rootDir>/test/n8n/globalSetup.ts',
	maxWorkers: 1, // each n8n takes half a gigabyte
	testTimeout: 300_000,
};
