import type { Answer, Ask } from '../observer';
import { Unseen } from '../verdict';
import { World } from '../world';
import { Own, type Given } from './own';
import { recordsIn } from './records';

/** A FlowMate installation, or one of the Open Integration Hub. */
export class FlowMateWorld extends World {
	readonly own = new Own(this);

	given: Given = { userPath: '/users' };

	/**
	 * Removes what the journal holds; this world may be over by then.
	 *
	 * @returns what is left, in words
	 */
	async removeAll(): Promise<string[]> {
		const { engine, observer, credential, journal, limits } = this;
		const next = new FlowMateWorld(this.node, engine, observer, credential, journal, limits);
		return await next.own.removeAll();
	}

	async ask(request: Ask | string): Promise<Answer> {
		this.refuseWhenOver();
		const ask = typeof request === 'string' ? { method: 'GET', path: request } : request;
		return await this.observer.ask(ask);
	}

	async users(query: Record<string, string> = {}): Promise<Answer> {
		const key = `users ${JSON.stringify(query)}`;
		return await this.once(
			key,
			async () => await this.ask({ method: 'GET', path: this.given.userPath, query }),
		);
	}

	me = async () =>
		await this.once('me', async () => (await this.run('user.getCurrent', { simplify: false }))[0]);

	/** As many flows as one page holds, as the installation has them, oldest first. */
	flows = async () =>
		await this.once('flows', async () => {
			const query = { 'page[size]': '1000', 'page[number]': '1', sort: 'createdAt' };
			const answer = await this.ask({ method: 'GET', path: '/flows', query });
			return { answer, list: recordsIn(answer.body) };
		});

	/** Some user other than the account. @throws Unseen */
	async somebody(): Promise<{ id: string; username: string }> {
		const { body } = await this.users();
		const me = await this.me();
		const found = recordsIn(body).find(
			(user) =>
				user.username !== me.username && user.status === 'ACTIVE' && typeof user.username === 'string',
		);
		if (found) return { id: String(found._id ?? found.id), username: String(found.username) };
		throw new Unseen('the account sees no active user beside itself');
	}

	/** Neither of FlowMate's own two services is there: the open-source platform. */
	isOpenSource = async () =>
		await this.once('open source', async () => {
			const [counts, impersonation] = [await this.counts(), await this.impersonation()];
			return counts.status === 404 && impersonation.status === 404;
		});

	counts = async (groupby = 'user') =>
		await this.once(
			`counts ${groupby}`,
			async () => await this.ask({ method: 'GET', path: '/icenter/executions', query: { groupby } }),
		);

	/** Of an existing user, since the first call with a name makes that user: somebody else's, else the account's own. */
	impersonation = async () =>
		await this.once('impersonation', async () => {
			const own = async () => ({ username: String((await this.me()).username) });
			const { username } = await this.somebody().catch(own);
			return await this.ask({ method: 'POST', path: '/impersonate', body: { username } });
		});
}
