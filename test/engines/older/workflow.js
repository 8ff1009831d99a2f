/** n8n-workflow of the engine under test, with what the harness uses of newer ones. The nodes get nothing from here. */
const workflow = require('engine/n8n-workflow');

const createRunExecutionData = ({ resultData = {}, ...more } = {}) => ({
	startData: {},
	executionData: {
		contextData: {},
		nodeExecutionStack: [],
		metadata: {},
		waitingExecution: {},
		waitingExecutionSource: {},
	},
	...more,
	resultData: { runData: {}, pinData: {}, ...resultData },
});

const additions = {
	createRunExecutionData,
	createEmptyRunExecutionData: createRunExecutionData,
	injectDomainRestrictionFields: ({ properties }) => properties,
	getCredentialOwnRequestAllowedDomains: () => undefined,
};
for (const [name, addition] of Object.entries(additions)) {
	if (!(name in workflow)) Object.defineProperty(workflow, name, { value: addition, enumerable: true });
}
// Newer expressions run in an isolate that has to be asked for.
const { expression } = new workflow.Workflow({ nodes: [], connections: {}, active: false, nodeTypes: {} });
const { prototype } = expression.constructor;
if (!('acquireIsolate' in expression)) {
	for (const name of ['acquireIsolate', 'releaseIsolate']) prototype[name] = async () => {};
}

module.exports = workflow;
