import type { Answer } from '../observer';
import { isRecord, shapeOf } from '../shape';
import { asAssumed, differs, judge, type Finding, type Question } from '../verdict';
import { NOBODY } from '../world';
import type { FlowMateWorld } from './world';

/** `{ errors: [{ message, code }] }` */
const isEnvelope = (body: unknown) =>
	isRecord(body) &&
	Array.isArray(body.errors) &&
	isRecord(body.errors[0]) &&
	typeof body.errors[0].message === 'string';

const seen = ({ status, body }: Answer) =>
	`HTTP ${status} with ${JSON.stringify(shapeOf(body) ?? 'nothing')}`;

/** How the services say no. */
export const aboutErrors: Array<Question<FlowMateWorld>> = [
	{
		id: 'errors.envelope',
		title: 'What an error of flows and templates looks like',
		async ask(world) {
			const answers = [
				await world.ask(`/flows/${NOBODY}`),
				await world.ask(`/templates/${NOBODY}`),
				await world.ask('/flows/not-an-id'),
			];
			const other = answers.find(({ body }) => !isEnvelope(body));
			return other ? differs(seen(other)) : statuses(answers, [404, 404, 400]);
		},
	},
	{
		id: 'errors.user',
		title: 'What the answer for an unknown user is',
		async ask(world) {
			const { status, body } = await world.ask(`${world.given.userPath}/${NOBODY}`);
			if (status === 403) return asAssumed('HTTP 403: the account may not read users');
			return judge(
				status === 404,
				`HTTP 404, ${typeof body === 'string' ? 'text' : 'JSON'}`,
				`HTTP ${status}`,
			);
		},
	},
	{
		id: 'errors.token',
		title: 'What a token that is not known gets',
		async ask(world) {
			const headers = { authorization: 'Bearer not-a-token' };
			const paths = ['/flows', '/templates', `${world.given.userPath}/me`];
			const answers: Answer[] = [];
			for (const path of paths)
				answers.push(await world.ask({ method: 'GET', path, headers, signed: false }));
			return statuses(answers, [401, 401, 401]);
		},
	},
	{
		id: 'webhook.unknown',
		title: 'What a webhook of no flow answers',
		async ask(world) {
			// HEAD asks whether a flow takes data, and gives none.
			const path = `/webhooks/${NOBODY}`;
			const { status } = await world.ask({ method: 'HEAD', path, signed: false });
			return judge(status === 404, 'HTTP 404', `HTTP ${status} to HEAD`);
		},
	},
];

function statuses(answers: Answer[], expected: number[]): Finding {
	const found = answers.map(({ status }) => status).join(', ');
	return judge(
		found === expected.join(', '),
		`HTTP ${found}`,
		`HTTP ${found} instead of ${expected.join(', ')}`,
	);
}
