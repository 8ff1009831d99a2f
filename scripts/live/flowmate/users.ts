import { asAssumed, differs, judge, Unseen, type Question } from '../verdict';
import { isRecord } from '../shape';
import { type FlowMateWorld } from './world';
import { recordsIn } from './records';

/** Users, sessions, and acting as somebody. */
export const aboutUsers: Array<Question<FlowMateWorld>> = [
	{
		id: 'login',
		title: 'Where the account logs in, and what it gets',
		async ask({ observer }) {
			const login = observer.exchanges.find(({ path }) => path === '/login');
			if (!login) throw new Unseen('the account has a token of its own');
			const holds = login.status === 200 && isRecord(login.response) && 'token' in login.response;
			return judge(holds, 'POST /login gives a token', `POST /login answers HTTP ${login.status}`);
		},
	},
	{
		id: 'session.life',
		title: 'How long a session lives',
		async ask({ observer }) {
			const login = observer.exchanges.find(({ path }) => path === '/login');
			const keys = isRecord(login?.response) ? Object.keys(login.response) : [];
			const telling = keys.filter((key) => /expir|ttl|life/i.test(key));
			if (telling.length > 0) return differs(`the login tells its end: ${telling.join(', ')}`);
			throw new Unseen('longer than this check; the login does not tell');
		},
	},
	{
		id: 'users.path',
		title: 'Where users are',
		async ask({ given: { userPath } }) {
			return judge(userPath === '/users', `at ${userPath}`, `at ${userPath}: enter it as 'User Path'`);
		},
	},
	{
		id: 'users.answer',
		title: 'What a list of users and a single user come in',
		async ask(world) {
			const list = await world.users();
			if (list.status === 403) throw new Unseen('the account may not list users (HTTP 403)');
			const { body: me } = await world.ask(`${world.given.userPath}/me`);
			const wrapped = [
				isRecord(list.body) && 'data' in list.body && 'a list',
				isRecord(me) && 'data' in me && 'one',
			];
			const which = wrapped.filter(Boolean).join(' and ');
			if (which) return differs(`${which} in { data }`);
			return judge(isRecord(me) && '_id' in me, 'bare, with the ID as _id', 'bare, with the ID not as _id');
		},
	},
	{
		id: 'users.one',
		title: 'Whether a list of one user is a list',
		async ask(world) {
			const { status, body } = await world.users({ username: String((await world.me()).username) });
			if (status !== 200) throw new Unseen(`HTTP ${status}`);
			const records = recordsIn(body);
			if (records.length !== 1) return differs(`the account's own user name gives ${records.length} users`);
			const data = isRecord(body) && 'data' in body ? body.data : body;
			return judge(Array.isArray(data), 'it is', 'a list of one is the user itself');
		},
	},
	{
		id: 'users.roles',
		title: 'Whether a user in a list names roles by ID',
		async ask(world) {
			const roles = recordsIn((await world.users()).body).flatMap(
				(user) => (user.roles as unknown[] | undefined) ?? [],
			);
			if (roles.length === 0) throw new Unseen('no user in the list has a role');
			return judge(
				roles.every((role) => typeof role === 'string'),
				'by ID',
				'as objects',
			);
		},
	},
	{
		id: 'impersonate',
		title: 'Whether the account can act as a user',
		async ask(world) {
			const { status } = await world.impersonation();
			if (status === 404) {
				if (await world.isOpenSource()) return asAssumed('no: the open-source platform has no /impersonate');
				return differs('no /impersonate here');
			}
			if (status === 401 || status === 403) throw new Unseen(`the account may not (HTTP ${status})`);
			return judge(
				status === 200,
				'POST /impersonate gives a token',
				`POST /impersonate answers HTTP ${status}`,
			);
		},
	},
];
