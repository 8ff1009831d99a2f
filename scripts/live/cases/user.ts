/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs in Node, not inside n8n */
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import type { FlowMateWorld } from '../flowmate/world';
import { Unseen, type Case } from '../verdict';
import { by, byId, NOBODY } from '../world';

export const user: Array<Case<FlowMateWorld>> = [
	{
		operation: 'user.getCurrent',
		promise: 'gives the account that the credential stands for',
		needs: 'read',
		async keeps(world) {
			const me = await world.me();
			assert.ok(me._id ?? me.id, 'it has no ID');
			assert.ok(me.username, 'it has no user name');
		},
	},
	{
		operation: 'user.getAll',
		promise: 'gives as many users as asked for, each with an ID and a user name',
		needs: 'read',
		async keeps(world) {
			await listing(world);
			const users = await world.run('user.getAll', { limit: 2 });
			assert.ok(users.length >= 1 && users.length <= 2, `${users.length} came for a limit of 2`);
			assert.ok(
				users.every(({ id, username }) => id && username),
				'one has no ID or no user name',
			);
		},
	},
	{
		operation: 'user.get',
		promise: 'gives the same user by ID and by user name',
		needs: 'read',
		async keeps(world) {
			await listing(world);
			const { id, username } = await world.somebody();
			const [byIdFound] = await world.run('user.get', { user: byId(id) });
			const [byNameFound] = await world.run('user.get', { user: by('username', username) });
			assert.ok(byIdFound.id === id && byNameFound.id === id, 'they are not the same');
		},
	},
	{
		operation: 'user.get',
		promise: 'says that there is no user with an ID that nobody has',
		needs: 'read',
		async keeps(world) {
			await listing(world);
			const { message } = await world.failure('user.get', { user: byId(NOBODY) });
			assert.match(message, /There is no user/, 'it says something else');
		},
	},
	{
		operation: 'user.getCurrent',
		promise: 'gives the user whom the option Act as User names',
		needs: 'read',
		async keeps(world) {
			const { username } = await world.somebody();
			const { status } = await world.impersonation();
			if (status !== 200) throw new Unseen(`POST /impersonate answers HTTP ${status}`);
			const options = { actAsUser: by('username', username) };
			const [acting] = await world.run('user.getCurrent', { options });
			assert.ok(acting.username === username, 'it gives somebody else');
		},
	},
	{
		operation: 'user.create',
		promise: 'gives the ID of the new user, who can then be found',
		needs: 'disposable',
		async keeps(world) {
			const username = `${randomBytes(6).toString('hex')}@check.example`;
			const [made] = await world.run('user.create', { username, password: randomBytes(9).toString('hex') });
			const [found] = await world.run('user.get', { user: by('username', username) });
			assert.equal(found.id, made.id);
		},
	},
];

async function listing(world: FlowMateWorld): Promise<void> {
	const { status } = await world.users();
	if (status === 403) throw new Unseen('the account may not list users (HTTP 403)');
}
