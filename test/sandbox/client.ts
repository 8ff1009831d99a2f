import type { FlowMateSandbox } from '../../sandbox/flowmate';
import { send, type Answer } from './send';

export type Call = (
	method: string,
	path: string,
	body?: unknown,
	headers?: Record<string, string>,
) => Promise<Answer>;

/** Calls the sandbox with a token, by default the static one of the partner; JSON bodies. */
export function client(sandbox: FlowMateSandbox, token = sandbox.adminToken): Call {
	return async (method, path, body = null, headers = {}) => {
		const type: Record<string, string> = body === null ? {} : { 'content-type': 'application/json' };
		const authorization = `Bearer ${token}`;
		return await send(sandbox.url, { method, path, headers: { authorization, ...type, ...headers }, body });
	};
}

export async function login(
	sandbox: FlowMateSandbox,
	credentials: object = sandbox.partner,
): Promise<string> {
	const { body } = await client(sandbox)('POST', '/login', credentials);
	return (body as { token: string }).token;
}

export async function impersonate(sandbox: FlowMateSandbox, username: string): Promise<string> {
	const { body } = await client(sandbox)('POST', '/impersonate', { username });
	return (body as { token: string }).token;
}

/** The seeded flow of a customer with this name. */
export function flowOf({ state }: FlowMateSandbox, username: string, name: string) {
	const user = [...state.users.values()].find((other) => other.username === username);
	const flow = [...state.flows.values()].find(
		(other) => other.name === name && other.owners.some(({ id }) => id === user?._id),
	);
	if (!user || !flow) throw new Error(`No flow "${name}" of ${username}`);
	return { user, flow };
}
