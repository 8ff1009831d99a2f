import type { IDataObject } from 'n8n-workflow';
import { startFlowMate, type FlowMateOptions, type FlowMateSandbox } from '../../sandbox/flowmate';
import { newId, seededId } from '../../sandbox/flowmate';
import { loadEngine, type Engine, type EngineError, type RunOptions, type StoredCredential } from './harness';

/** Records of the sandbox's demo tenant. */
export const flowOf = (customer: string, name: string) => seededId(`flow ${customer} ${name}`);
export const templateOf = (name: string) => seededId(`template ${name}`);
export const userOf = (username: string) => seededId(`user ${username}`);

export const ACTIVE = flowOf('customer-1001', 'New contact to newsletter');
export const INACTIVE = flowOf('customer-1001', 'Ticket to chat channel');
export const STUCK = flowOf('contoso-eu', 'Nightly contact sync');
export const TEMPLATE = templateOf('New contact to newsletter');
export const CUSTOMER = userOf('customer-1001');
export const PARTNER = userOf('partner');
/** A well-formed id that nothing has. */
export const UNKNOWN = '5c99ec7e5ed40d3e7512cffa';

/** A value of a resource locator. */
export const by = (mode: string, value: unknown) => ({ __rl: true, mode, value }) as IDataObject;
export const byId = (value: unknown) => by('id', value);
/** The option that says whom to act as. */
export const actingAs = (username: string) => ({ options: { actAsUser: by('username', username) } });

type Options = Partial<Omit<RunOptions, 'node' | 'parameters'>>;

/** The built package in n8n's engine, and for each test a platform of its own that it speaks to over HTTP. */
export class Bench {
	engine!: Engine;

	sandbox!: FlowMateSandbox;

	/** The partner's, unless a test takes another one. */
	credential!: StoredCredential;

	constructor(given: FlowMateOptions = {}) {
		beforeAll(async () => {
			this.engine = await loadEngine();
		});
		beforeEach(async () => {
			this.sandbox = await startFlowMate({ flowDelay: 20, webhookMissDelay: 0, ...given });
			this.credential = this.credentialWith();
		});
		afterEach(async () => await this.sandbox.close());
	}

	credentialWith(data: IDataObject = {}): StoredCredential {
		const { url, partner } = this.sandbox;
		return this.engine.credential('flowMateApi', { baseUrl: url, ...partner, ...data } as never);
	}

	/** The credential of a new user of the partner's tenant who may do this and nothing else. */
	credentialOf(...permissions: string[]): StoredCredential {
		const { state } = this.sandbox;
		const [partner] = state.users.values();
		const username = `user-${state.users.size}@acme.example`;
		const user = { ...partner, _id: newId(), username, roles: [], permissions };
		state.users.set(user._id, user);
		state.passwords.set(user._id, 'password');
		return this.credentialWith({ username, password: 'password' });
	}

	/** Runs an operation: `flow.getAll`. */
	async run(operationName: string, parameters: IDataObject = {}, options: Options = {}) {
		const [resource, operation] = operationName.split('.');
		const { items, errorItems, error, executionData } = await this.engine.run({
			node: 'flowMate',
			parameters: { resource, operation, ...parameters },
			credential: this.credential,
			...options,
		});
		return { items, errorItems, error, executionData, json: items.map(({ json }) => json) };
	}

	/** What came to the platform besides logins, in short: `GET /flows?sort=createdAt`, with the body behind it where there was one. */
	get requests(): string[] {
		return this.sandbox.requests
			.filter(({ path }) => path !== '/login' && path !== '/impersonate')
			.map(({ method, url, body }) => `${method} ${decodeURIComponent(url)} ${body}`.trim());
	}
}

/** What a user reads of an error. */
export function told(error: EngineError | undefined) {
	return { message: error?.message, description: error?.description, httpCode: error?.httpCode };
}
