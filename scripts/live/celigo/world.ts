/* eslint-disable @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/require-node-api-error -- runs in Node, not inside n8n */
import { resolve } from 'node:path';
import { loadEngine } from '../../../test/engine/harness';
import { Journal } from '../journal';
import { Observer, type Answer, type Ask } from '../observer';
import { World } from '../world';
import { OwnFlows } from './own';
import { listIn } from './records';

const PACKAGE = resolve(__dirname, '../../../packages/n8n-nodes-celigo');

/** An account of Celigo's integrator.io. */
export class CeligoWorld extends World {
	readonly own = new OwnFlows(this);

	/**
	 * Removes what the journal holds; this world may be over by then.
	 *
	 * @returns what is left, in words
	 */
	async removeAll(): Promise<string[]> {
		const { engine, observer, credential, journal, limits } = this;
		const next = new CeligoWorld(this.node, engine, observer, credential, journal, limits);
		return await next.own.removeAll();
	}

	/** Paths are below `/v1`. */
	async ask(request: Ask | string): Promise<Answer> {
		this.refuseWhenOver();
		const ask = typeof request === 'string' ? { method: 'GET', path: request } : request;
		return await this.observer.ask({ ...ask, path: `/v1${ask.path}` });
	}

	/** The flows of the account, one page of them. */
	flows = async () =>
		await this.once('flows', async () => {
			const answer = await this.ask('/flows');
			return { answer, list: listIn(answer.body) };
		});
}

export interface CeligoInstallation {
	/** Without `/v1`. */
	url: string;
	token: string;
	/** Where the journal is; the cache folder if not told. */
	journalFolder?: string;
}

/** The built node in n8n's engine, connected to Celigo through an observer. @throws the error of the node that could not read a flow */
export async function connectCeligo({ url, token, journalFolder }: CeligoInstallation): Promise<CeligoWorld> {
	const observer = new Observer(url);
	try {
		const baseUrl = await observer.listen();
		const engine = await loadEngine({ directory: PACKAGE });
		const credential = engine.credential('celigoApi', { region: 'custom', baseUrl, token });
		const journal = Journal.open(`celigo ${url}`, journalFolder);
		const world = new CeligoWorld('celigo', engine, observer, credential, journal);
		await world.run('flow.getAll', { limit: 1 });
		return world;
	} catch (error) {
		observer.close();
		throw error;
	}
}
