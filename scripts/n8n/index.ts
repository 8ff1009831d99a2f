/** A real n8n with one call: `await startN8n({ packages: [folder] })`. */
export { startN8n, startWorker, type N8n, type N8nOptions, type Worker } from './instance';
export {
	errorOf,
	hasEnded,
	itemsOf,
	N8nRest,
	OWNER,
	type Credential,
	type CredentialTestResult,
	type Execution,
	type Workflow,
	type WorkflowJson,
} from './rest';
