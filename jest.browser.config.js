/**
 * Drives n8n's editor in Chromium as a person does, and makes the pictures in docs/screenshots. The built package must be in dist;
 * n8n is fetched once per machine, Chromium installed where that is possible.
 */
module.exports = {
	...require('./jest.config.js'),
	testMatch: ['<rootDir>/test/{,celigo/}browser/**/*.test.ts'],
	globalSetup: '<rootDir>/test/browser/globalSetup.ts',
	maxWorkers: 1, // an n8n and a Chromium take more than a gigabyte
	testTimeout: 180_000,
};
