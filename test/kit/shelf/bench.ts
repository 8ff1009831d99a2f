/* eslint-disable @n8n/community-nodes/no-restricted-globals -- runs in Node, not inside n8n */
import type { IDataObject } from 'n8n-workflow';
import {
	loadEngine,
	type Engine,
	type EngineError,
	type RunOptions,
	type StoredCredential,
} from '../../engine/harness';
import type { Service } from '../../../nodes/FlowMate/kit/service';
import { TestClock } from '../clock';
import { ShelfServer, TOKEN } from './server';
import { shelf } from './nodes/Shelf/service';

/** A value of a resource locator. */
export const by = (mode: string, value: unknown) => ({ __rl: true, mode, value }) as IDataObject;
export const byId = (value: unknown) => by('id', value);

export const bookId = (number: number) => `b${String(number).padStart(6, '0')}`;

type Options = Partial<Omit<RunOptions, 'node' | 'parameters'>>;

/** The node of Shelf in n8n's engine; for each test a Shelf of its own that it speaks to over HTTP, and a clock that nobody waits for. */
export class Bench {
	engine!: Engine;

	server!: ShelfServer;

	credential!: StoredCredential;

	clock!: TestClock;

	constructor({ books = 30 } = {}) {
		beforeAll(async () => {
			this.engine = await loadEngine({ directory: __dirname });
		});
		beforeEach(async () => {
			this.clock = new TestClock();
			this.describe({ clock: this.clock, actsAs: undefined, accepted: undefined });
			this.server = await ShelfServer.start(books, () => this.clock.now());
			this.credential = this.credentialWith();
		});
		afterEach(async () => await this.server.close());
	}

	/** Tells the kit something else of the service. The engine loads the node with the same modules as the test. */
	describe(other: Partial<Service>): void {
		Object.assign(shelf, other);
	}

	credentialWith(data: IDataObject = {}): StoredCredential {
		return this.engine.credential('shelfApi', { baseUrl: this.server.url, token: TOKEN, ...data } as never);
	}

	/** Runs an operation: `book.getAll`. */
	async run(operationName: string, parameters: IDataObject = {}, options: Options = {}) {
		const [resource, operation] = operationName.split('.');
		const { items, errorItems, error, executionData } = await this.engine.run({
			node: 'shelf',
			parameters: { resource, operation, ...parameters },
			credential: this.credential,
			...options,
		});
		return { items, errorItems, error, executionData, json: items.map(({ json }) => json) };
	}
}

/** What a user reads of an error. */
export function told(error: EngineError | undefined) {
	return { message: error?.message, description: error?.description, httpCode: error?.httpCode };
}
