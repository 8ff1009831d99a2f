const { requireOnce } = globalThis;

module.exports = requireOnce('n8n-core');

// The package under test is loaded by jest, anew for each test file.
requireOnce('n8n-core/dist/nodes-loader/load-class-in-isolation').loadClassInIsolation = (file, name) =>
	new (require(file)[name])();
