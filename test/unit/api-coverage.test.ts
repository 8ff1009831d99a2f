import type { INodePropertyOptions } from 'n8n-workflow';
import { FlowMateApi } from '../../credentials/FlowMateApi.credentials';
import manifest from '../../docs/api-coverage.json';
import { FlowMate } from '../../nodes/FlowMate/FlowMate.node';
import { credentialWith, httpWith } from './credential';

interface Endpoint {
	page: string;
	method: string;
	path: string;
	operation: string;
	source: string;
	state: string;
	reason?: string;
}

const endpoints: Endpoint[] = manifest.endpoints;
const excluded = endpoints.filter(({ state }) => state === 'excluded');
const ofNode = endpoints.filter(
	({ operation, state }) => state === 'done' && !operation.startsWith('credential.'),
);

/** `flow.start: POST /flows/{}/start`, so that the names of the parts of a path do not matter. */
const line = (operation: string, method: unknown, path: unknown) =>
	`${operation}: ${String(method)} ${String(path).replace(/\{\w+\}/g, '{}')}`;

/** The operations of the node, as n8n finds them in its description. */
const operations = new FlowMate().description.properties
	.filter(({ name }) => name === 'operation')
	.flatMap(({ displayOptions, options = [] }) =>
		(options as INodePropertyOptions[]).map(({ value, routing }) =>
			line(
				`${String(displayOptions?.show?.resource)}.${String(value)}`,
				routing?.request?.method,
				routing?.request?.url,
			),
		),
	);

test('FlowMate documents 22 endpoints, each once', () => {
	expect(endpoints).toHaveLength(22);
	expect(new Set(endpoints.map(({ method, path }) => `${method} ${path}`)).size).toBe(22);
	expect(new Set(endpoints.map(({ page }) => page)).size).toBe(22);
});

/** Operations that put several endpoints together. */
const composed: Array<{ operation: string; of: string[] }> = manifest.composed;

test('every endpoint has its operation and every operation its endpoint, with the same method and path', () => {
	const documented = ofNode.map(({ operation, method, path }) => line(operation, method, path));
	const single = operations.filter(
		(one) => !composed.some(({ operation }) => one.startsWith(`${operation}: `)),
	);
	expect([...single].sort()).toEqual([...documented].sort());
	expect(operations).toHaveLength(single.length + composed.length);
});

test('what an operation puts together are endpoints of the list', () => {
	const known = new Set(endpoints.map(({ method, path }) => `${method} ${path}`));
	expect(composed.flatMap(({ of }) => of).filter((endpoint) => !known.has(endpoint))).toEqual([]);
});

test('the login is done by the credential', async () => {
	const http = httpWith(() => ({ statusCode: 200, body: { token: 'token' } }));
	await new FlowMateApi().preAuthentication.call({ helpers: http.helpers }, credentialWith());
	const ofCredential = endpoints.filter(({ operation }) => operation.startsWith('credential.'));
	expect(ofCredential.map(({ method, path }) => `${method} ${path}`)).toEqual(http.calls);
});

test('none is excluded; one that were would need a reason', () => {
	expect(endpoints.filter(({ state }) => state !== 'done')).toEqual(excluded);
	expect(excluded.filter(({ reason }) => !reason)).toEqual([]);
	expect(excluded).toEqual([]);
});

test('every endpoint says where its request and answer were read', () => {
	const sources = ['FlowMate API Documentation', 'Open Integration Hub API description'];
	expect(endpoints.filter(({ source }) => !sources.includes(source))).toEqual([]);
});
