/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- runs in Node, not inside n8n */
import './environment';
import { PackageDirectoryLoader } from 'n8n-core';
import { resolve } from 'node:path';
import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import type { LoadedPackage } from './context';
import { CredentialsHelper, CredentialStore } from './credentials';
import { run, runWorkflow, type RunOptions, type WorkflowOptions } from './execute';
import { PackageNodeTypes } from './nodeTypes';

export type { StoredCredential } from './credentials';
export type { EngineError, RunOptions, RunResult, WorkflowOptions, WorkflowResult } from './execute';

/** The built package inside n8n's own engine. Everything it does, n8n-core does; only n8n's server side is rebuilt here. */
export type Engine = Awaited<ReturnType<typeof loadEngine>>;

/** Loads the built package (package.json, section n8n, as n8n does). Once per test file is enough. */
export async function loadEngine({ directory = resolve(__dirname, '../../..') } = {}) {
	const loader = new PackageDirectoryLoader(directory);
	await loader.loadAll();
	const credentialStore = new CredentialStore();
	const loaded: LoadedPackage = {
		loader,
		credentialStore,
		nodeTypes: new PackageNodeTypes(loader),
		credentialsHelper: new CredentialsHelper(loader, credentialStore),
	};
	return {
		/** Stores a credential; values may be expressions ('={{ $json.username }}'). */
		credential: (type: string, data: ICredentialDataDecryptedObject = {}) => credentialStore.add(type, data),
		run: async (options: RunOptions) => await run(loaded, options),
		runWorkflow: async (options: WorkflowOptions) => await runWorkflow(loaded, options),
	};
}
