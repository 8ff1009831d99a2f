import { differs, judge, Unseen, type Question } from '../verdict';
import type { CeligoWorld } from './world';

/** What can be seen only of flows that the check makes, and what it must not do at all. */
export const aboutWrites: Array<Question<CeligoWorld>> = [
	{
		id: 'flow.patch',
		title: 'Whether the description can be patched',
		writes: true,
		async ask(world) {
			const { _id } = await world.own.flow();
			const body = [{ op: 'add', path: '/description', value: 'n8n check, patched' }];
			const { status } = await world.ask({ method: 'PATCH', path: `/flows/${String(_id)}`, body });
			return judge(status < 300, `it can (HTTP ${status})`, `HTTP ${status}`);
		},
	},
	{
		id: 'run.disabled',
		title: 'What a run of a disabled flow gets',
		writes: true,
		async ask(world) {
			const { _id } = await world.own.flow();
			const { status, body } = await world.ask({
				method: 'POST',
				path: `/flows/${String(_id)}/run`,
				body: {},
			});
			const code = /"code":"([a-z_]+)"/.exec(JSON.stringify(body ?? ''))?.[1];
			if (status < 300) return differs('it is taken');
			return judge(status === 422, `HTTP 422, ${code ?? 'no code'}`, `HTTP ${status}, ${code ?? 'no code'}`);
		},
	},
	unseen('run.answer', 'What a run answers with', 'the check runs no flow: its steps are yours'),
	unseen(
		'clone.answer',
		'What a clone answers with',
		'the check clones nothing: copies of exports and imports would stay',
	),
	unseen(
		'errors.answers',
		'What Resolve, Retry and Cancel answer with',
		'the check changes no run and no error of yours',
	),
];

function unseen(id: string, title: string, why: string): Question<CeligoWorld> {
	return {
		id,
		title,
		async ask() {
			throw new Unseen(why);
		},
	};
}
