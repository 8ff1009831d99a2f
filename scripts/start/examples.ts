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

/** An example workflow as n8n imports it, with this credential wherever it uses one of its type. */
export function readExample(file: string, { id, name, type }: Credential): WorkflowJson {
	const workflow = JSON.parse(readFileSync(join(FOLDER, file), 'utf8')) as WorkflowJson;
	for (const { credentials } of workflow.nodes) {
		if (credentials?.[type]) credentials[type] = { id, name };
	}
	return workflow;
}

/** Imports the examples that are not there yet, by name, and gives the workflow of `file`. */
export async function importExamples(rest: N8nRest, credential: Credential, file: string): Promise<Workflow> {
	const present = new Map((await rest.listWorkflows()).map((workflow) => [workflow.name, workflow]));
	for (const example of exampleFiles().map((each) => readExample(each, credential))) {
		if (!present.has(example.name)) present.set(example.name, await rest.createWorkflow(example));
	}
	return present.get(readExample(file, credential).name)!;
}

/** Creates the credential, or brings the one of this name up to date: the sandbox has another port each time. */
export async function keepCredential(
	rest: N8nRest,
	type: string,
	name: string,
	data: IDataObject,
): Promise<Credential> {
	const present = (await rest.listCredentials()).find((each) => each.type === type && each.name === name);
	return present ? await rest.editCredential(present, data) : await rest.createCredential(type, name, data);
}
