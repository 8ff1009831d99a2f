/** The tests of this package in a real n8n; `npm run test:n8n` at the root runs them with all others. */
module.exports = {
	...require('../../jest.n8n.config.js'),
	rootDir: '../..',
	testMatch: ['<rootDir>/test/celigo/n8n/**/*.test.ts'],
};
