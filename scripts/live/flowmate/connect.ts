/* eslint-disable @n8n/community-nodes/require-node-api-error -- runs in Node, not inside n8n */
import { loadEngine } from '../../../test/engine/harness';
import { Journal } from '../journal';
import { Observer } from '../observer';
import type { Limits } from '../world';
import { FlowMateWorld } from './world';
import type { Given } from './own';

export interface FlowMateInstallation extends Partial<Given> {
	url: string;
	/** What the credential says of the account: `username` and `password`, or `token`. */
	account: { authentication: 'login' | 'token'; username?: string; password?: string; token?: string };
	/** Where the journal is; the cache folder if not told. */
	journalFolder?: string;
	/** The address that the journal goes by, if not `url`. */
	journalOf?: string;
	limits?: Limits;
}

/** FlowMate's own pages name the first two; the third is the open-source platform's behind its gateway. */
const USER_PATHS = ['/users', '/api/users', '/api/v1/users'];

/** The built nodes in n8n's engine, connected to an installation through an observer. @throws the error of the node that could not log in */
export async function connectFlowMate(installation: FlowMateInstallation): Promise<FlowMateWorld> {
	const observer = new Observer(installation.url);
	try {
		return await connected(observer, installation);
	} catch (error) {
		observer.close();
		throw error;
	}
}

async function connected(observer: Observer, installation: FlowMateInstallation): Promise<FlowMateWorld> {
	const { url, account, journalFolder, limits, component, webhookSecret } = installation;
	const baseUrl = await observer.listen();
	const engine = await loadEngine();
	const journal = Journal.open(`flowmate ${installation.journalOf ?? url}`, journalFolder);
	const paths = installation.userPath ? [installation.userPath] : USER_PATHS;
	let failure: unknown;
	for (const userPath of paths) {
		const secret = webhookSecret && { webhookSecret: webhookSecret.key };
		const credential = engine.credential('flowMateApi', { baseUrl, userPath, ...account, ...secret });
		const world = new FlowMateWorld('flowMate', engine, observer, credential, journal, limits);
		world.given = { userPath, component, webhookSecret };
		observer.renew = async () => await world.run('user.getCurrent');
		try {
			await world.run('user.getCurrent');
			return world;
		} catch (error) {
			failure ??= error;
			// Anything but a path that is not there would fail on the next path as well, and a wrong password is tried once.
			if (observer.exchanges.at(-1)?.status !== 404) break;
		}
	}
	throw failure;
}
