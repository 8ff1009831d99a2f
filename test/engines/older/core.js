/** n8n-core of the engine under test, called as the harness calls the newest. */
const core = require('engine/n8n-core');

const { run } = core.WorkflowExecute.prototype;
if (run.length > 1) {
	core.WorkflowExecute.prototype.run = function ({ workflow, startNode, pinData }) {
		return run.call(this, workflow, startNode, undefined, pinData);
	};
}

module.exports = core;
