import { startFlowMate, type FlowMateSandbox } from '../../../sandbox/flowmate';
import { loadEngine, type Engine, type StoredCredential } from '../harness';

/** An id that no flow has. */
export const UNKNOWN = '5c99ec7e5ed40d3e7512cffa';

/** A sandbox, an engine and the partner's credential, made anew for each test. */
export class Tenant {
	private constructor(
		readonly engine: Engine,
		readonly sandbox: FlowMateSandbox,
		readonly credential: StoredCredential,
	) {}

	static async open(engine: Engine, options: Parameters<typeof startFlowMate>[0] = {}): Promise<Tenant> {
		const sandbox = await startFlowMate({ flowDelay: 20, ...options });
		const credential = engine.credential('flowMateApi', { baseUrl: sandbox.url, ...sandbox.partner });
		return new Tenant(engine, sandbox, credential);
	}

	/** Ids of the flows with a status. */
	ids(status: string): string[] {
		return [...this.sandbox.state.flows.values()]
			.filter((flow) => flow.status === status)
			.map(({ id }) => id);
	}

	status(id: string): string | undefined {
		return this.sandbox.state.flows.get(id)?.status;
	}

	/** Runs an operation over many for input items with these ids. */
	async many(operation: string, items: object[], parameters = {}, settings = {}) {
		return await this.engine.run({
			node: 'flowMate',
			parameters: { resource: 'flow', operation, ...parameters },
			items: items as never,
			credential: this.credential,
			onError: 'continueRegularOutput',
			...settings,
		});
	}

	async close(): Promise<void> {
		await this.sandbox.close();
	}
}

export const items = (ids: unknown[]) => ids.map((id) => ({ id }));

export { loadEngine, type Engine };
