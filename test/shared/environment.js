const { Script } = require('node:vm');
const { ModernFakeTimers } = require('@jest/fake-timers');
const { ModuleMocker } = require('jest-mock');

/** What jest is told that test files run in. */
const HERE = {};

const { runInContext } = Script.prototype;
Script.prototype.runInContext = function (context, options) {
	return context === HERE ? this.runInThisContext(options) : runInContext.call(this, context, options);
};

/**
 * Runs test files in the process as it is, in place of a context for each. So they can share modules: jest loads everything anew for
 * each file, and n8n's engine takes most of the time of many. What is in this folder is loaded once for all files of a worker.
 */
module.exports = class {
	constructor({ projectConfig }) {
		this.global = globalThis;
		this.moduleMocker = new ModuleMocker(globalThis);
		this.fakeTimersModern = new ModernFakeTimers({ config: projectConfig, global: globalThis });
		globalThis.requireOnce = require;
	}

	async setup() {}

	async teardown() {
		this.fakeTimersModern.dispose();
	}

	exportConditions() {
		return ['node', 'node-addons'];
	}

	getVmContext() {
		return HERE;
	}
};
