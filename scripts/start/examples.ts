/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs in Node, not inside n8n */
import type { IDataObject } from 'n8n-workflow';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { Credential, N8nRest, Workflow, WorkflowJson } from '../n8n/rest';
import { ROOT } from '../packages';

const FOLDER = join(ROOT, 'workflows');

/** The files of all example workflows. */
export function exampleFiles(): string[] {
	return readdirSync(FOLDER).filter((file) => file.endsWith('.json'));
}

/** A credential that the examples name. */
export interface ExampleCredential {
	type: string;
	name: string;
	data: IDataObject;
}

/** The credentials of the examples for one FlowMate account. */
export const flowMateCredentials = (account: IDataObject): ExampleCredential[] => [
	{ type: 'flowMateApi', name: 'FlowMate', data: account },
];

/** The credential of the examples for integrator.io, as the sandbox gives it. */
export const celigoCredential = ({ url, token }: { url: string; token: string }): ExampleCredential => ({
	type: 'celigoApi',
	name: 'Celigo',
	data: { region: 'custom', baseUrl: url, token },
});

/** What the usage report asks for when its URL is opened. */
export const reportCredential: ExampleCredential = {
	type: 'httpBasicAuth',
	name: 'Usage Report',
	data: { user: 'report', password: 'usage' },
};

/** The header that a shop sends with its orders. */
export const ordersCredential: ExampleCredential = {
	type: 'httpHeaderAuth',
	name: 'Orders',
	data: { name: 'X-Orders-Key', value: 'orders' },
};

/** What the form for limits asks for when it is opened. */
export const limitsCredential: ExampleCredential = {
	type: 'httpBasicAuth',
	name: 'Limits',
	data: { user: 'limits', password: 'table' },
};

/** What those need who call the examples from outside, by a URL. */
export const callersCredentials = [reportCredential, ordersCredential, limitsCredential];

/** The credential of the examples for a language model, as the stand-in gives it. */
export const chatModelCredential = ({ url, apiKey }: { url: string; apiKey: string }): ExampleCredential => ({
	type: 'openAiApi',
	name: 'Chat Model',
	data: { apiKey, url },
});

/** The customer of the sandbox's demo data whom the examples name. */
const DEMO_CUSTOMER = 'customer-1001';

/**
 * An example workflow as n8n imports it, with the stored credentials in place of those it names.
 *
 * @param customer user name to put in the place of the demo data's
 */
export function readExample(file: string, credentials: Credential[], customer = DEMO_CUSTOMER): WorkflowJson {
	const text = readFileSync(join(FOLDER, file), 'utf8').replaceAll(DEMO_CUSTOMER, customer);
	const workflow = JSON.parse(text) as WorkflowJson;
	for (const node of workflow.nodes) {
		for (const [type, named] of Object.entries(node.credentials ?? {})) {
			const stored = credentials.find((each) => each.type === type && each.name === named.name);
			if (!stored) throw new Error(`${file} names a credential that nobody made: ${named.name}`);
			node.credentials = { ...node.credentials, [type]: { id: stored.id, name: stored.name } };
		}
	}
	return workflow;
}

/** Imports the examples that are not there yet, by name, and gives the workflow of `file`. */
export async function importExamples(
	rest: N8nRest,
	credentials: Credential[],
	file: string,
	customer?: string,
): Promise<Workflow> {
	const present = new Map((await rest.listWorkflows()).map((workflow) => [workflow.name, workflow]));
	for (const example of exampleFiles().map((each) => readExample(each, credentials, customer))) {
		if (!present.has(example.name)) present.set(example.name, await rest.createWorkflow(example));
	}
	return present.get(readExample(file, credentials).name)!;
}

/** Creates the credentials, or brings those of these names up to date: the sandbox has another port each time. */
export async function keepCredentials(rest: N8nRest, wanted: ExampleCredential[]): Promise<Credential[]> {
	const present = await rest.listCredentials();
	const kept: Credential[] = [];
	for (const { type, name, data } of wanted) {
		const same = present.find((each) => each.type === type && each.name === name);
		kept.push(await (same ? rest.editCredential(same, data) : rest.createCredential(type, name, data)));
	}
	return kept;
}
