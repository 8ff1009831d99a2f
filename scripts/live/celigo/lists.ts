import { isRecord, shapeOf } from '../shape';
import { asAssumed, differs, judge, Unseen, type Question } from '../verdict';
import { NOBODY } from '../world';
import { type CeligoWorld } from './world';
import { listIn } from './records';

/** Lists, jobs and errors, and how Celigo says no. */
export const aboutLists: Array<Question<CeligoWorld>> = [
	{
		id: 'lists.form',
		title: 'What a list comes in',
		async ask(world) {
			const { status, body } = (await world.flows()).answer;
			if (status === 204) throw new Unseen('the account has no flow (HTTP 204)');
			return judge(Array.isArray(body), 'a bare list', 'no bare list');
		},
	},
	{
		id: 'lists.next',
		title: 'How a list says that there is more',
		async ask(world) {
			if ((await world.flows()).list.length < 2) throw new Unseen('fewer than two flows');
			const { headers, body } = await world.ask({ method: 'GET', path: '/flows', query: { limit: '1' } });
			if (listIn(body).length !== 1) return differs(`limit=1 gives ${listIn(body).length} flows`);
			return judge(
				/rel="?next/.test(headers.link ?? ''),
				'a Link to the next page',
				'no Link to the next page',
			);
		},
	},
	{
		id: 'lists.size',
		title: 'How many records a page has where nothing is asked for',
		async ask(world) {
			const { answer, list } = await world.flows();
			if (!/rel="?next/.test(answer.headers.link ?? '')) throw new Unseen('all flows are in one page');
			return judge([100, 1000].includes(list.length), `${list.length}`);
		},
	},
	{
		id: 'lists.include',
		title: 'Whether a list can be asked for some keys only',
		async ask(world) {
			if ((await world.flows()).list.length === 0) throw new Unseen('the account has no flow');
			const query = { limit: '1', include: 'disabled' };
			const { status, body } = await world.ask({ method: 'GET', path: '/flows', query });
			const keys = Object.keys(listIn(body)[0] ?? {}).sort();
			const isShort = keys.every((key) => ['_id', 'name', 'disabled'].includes(key));
			return judge(status === 200 && isShort, 'it can', `HTTP ${status} with ${keys.length} keys`);
		},
	},
	{
		id: 'lists.filter',
		title: 'Whether the list of flows can be filtered by integration',
		async ask(world) {
			const query = { _integrationId: NOBODY };
			const { status, body } = await world.ask({ method: 'GET', path: '/flows', query });
			// The node asks below the integration, so that either is right.
			return asAssumed(
				status >= 400 || listIn(body).length === 0 ? `it can (HTTP ${status})` : 'the filter is ignored',
			);
		},
	},
	{
		id: 'flows.disabled',
		title: 'Whether each flow says whether it is disabled',
		async ask(world) {
			const { list } = await world.flows();
			if (list.length === 0) throw new Unseen('the account has no flow');
			const silent = list.filter(({ disabled }) => typeof disabled !== 'boolean').length;
			return asAssumed(silent === 0 ? 'each does' : `${silent} of ${list.length} do not`);
		},
	},
	{
		id: 'flows.standalone',
		title: 'Whether there are flows without an integration',
		async ask(world) {
			const { list } = await world.flows();
			return asAssumed(list.every(({ _integrationId }) => _integrationId) ? 'none here' : 'there are');
		},
	},
	{
		id: 'jobs.needs',
		title: 'Whether a list of jobs needs a filter',
		async ask(world) {
			const { status } = await world.ask('/jobs');
			return asAssumed(status === 400 ? 'it does (HTTP 400)' : `it does not (HTTP ${status})`);
		},
	},
	{
		id: 'errors.envelope',
		title: 'What an error looks like',
		async ask(world) {
			const { status, body } = await world.ask(`/flows/${NOBODY}`);
			const [error] = isRecord(body) ? listIn(body.errors) : [];
			const holds = status === 404 && typeof error?.message === 'string' && typeof error.code === 'string';
			return judge(
				holds,
				'HTTP 404 with { errors: [{ code, message }] }',
				`HTTP ${status} with ${told(body)}`,
			);
		},
	},
	{
		id: 'errors.token',
		title: 'What a token that is not known gets',
		async ask(world) {
			const headers = { authorization: 'Bearer not-a-token' };
			const { status, body } = await world.ask({ method: 'GET', path: '/flows', headers, signed: false });
			return judge(status === 401, `HTTP 401 with ${told(body)}`, `HTTP ${status} with ${told(body)}`);
		},
	},
];

const told = (body: unknown) => JSON.stringify(shapeOf(body) ?? 'nothing');
