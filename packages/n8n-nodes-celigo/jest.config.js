/** The tests of this package alone; `npm test` at the root runs them with all others. The built package must be in dist. */
module.exports = {
	...require('../../jest.config.js'),
	rootDir: '../..',
	testMatch: ['<rootDir>/test/celigo/{unit,engine,sandbox}/**/*.test.ts'],
};
