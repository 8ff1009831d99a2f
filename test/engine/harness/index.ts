/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- runs in Node, not inside n8n */
import './environment';
import { PackageDirectoryLoader } from 'n8n-core';
import { resolve } from 'node:path';
import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import type { LoadedPackage } from './context';
import { CredentialsHelper, CredentialStore, type StoredCredential } from './credentials';
import { testCredential } from './credentialTest';
import { listSearch, resourceMapping, type EditorOptions, type ListSearchOptions } from './editor';
import { run, runWorkflow, type RunOptions, type WorkflowOptions } from './execute';
import { PackageNodeTypes } from './nodeTypes';
import { poll, type PollOptions } from './poll';
import { runAsTool, type ToolOptions } from './tool';

export type { StoredCredential } from './credentials';
export type { EngineError, RunOptions, RunResult, WorkflowOptions, WorkflowResult } from './execute';
export type { EditorOptions, ListSearchOptions } from './editor';
export type { PollOptions, PollResult } from './poll';
export type { ToolOptions, ToolResult } from './tool';

/** The built package inside n8n's own engine. Everything it does, n8n-core does; only n8n's server side is rebuilt here. */
export type Engine = Awaited<ReturnType<typeof loadEngine>>;

/**
 * Loads the built package (package.json, section n8n, as n8n does). Once per test file is enough:
 *
 *     const engine = await loadEngine();
 *     const credential = engine.credential('flowMateApi', { baseUrl, username: '={{ $json.user }}', password });
 *     const { items, error } = await engine.run({ node: 'flowMate', parameters, items: [{ user: 'ada' }], credential });
 */
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
		runAsTool: async (options: ToolOptions) => await runAsTool(loaded, options),
		listSearch: async (options: ListSearchOptions) => await listSearch(loaded, options),
		resourceMapping: async (options: EditorOptions) => await resourceMapping(loaded, options),
		poll: async (options: PollOptions) => await poll(loaded, options),
		testCredential: async (credential: StoredCredential) => await testCredential(loaded, credential),
	};
}
