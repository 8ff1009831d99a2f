import { startFlowMate } from '../../sandbox/flowmate';
import recording from './flowmate-exchanges.json';
import { AS_SENT, MISSING_STEPS, type Replay } from './missingSteps';
import { Ids } from './recordedIds';
import { send, type Answer, type Request } from './send';

interface Exchange {
	service: string;
	case: string;
	request: { method: string; path: string; headers: Record<string, string>; body: unknown };
	response: { status: number | null; contentType?: string; body?: unknown };
}

const exchanges = recording.exchanges as Exchange[];
const nameOf = (exchange: Exchange) => `${exchange.service}: ${exchange.case}`;

/** Speaks to the sandbox only; the recording is what a real installation answered. */
describe('The sandbox answers as the recorded platform did', () => {
	let replay: Replay;

	beforeAll(async () => {
		const sandbox = await startFlowMate({ seed: 'recorded', flowDelay: 150, webhookMissDelay: 20 });
		replay = { sandbox, ids: new Ids(), secrets: {} };
	});
	afterAll(async () => await replay.sandbox.close());

	test.each(exchanges.map((exchange) => ({ name: nameOf(exchange), exchange })))(
		'$name',
		async ({ name, exchange }) => {
			await MISSING_STEPS[name]?.(replay);

			const answer = await repeat(name, exchange);

			const { status, contentType, body } = exchange.response;
			expect({
				status: answer.status,
				contentType: answer.headers['content-type'],
				body: replay.ids.inAnswer(typeof body === 'string' ? answer.text : answer.body, body),
			}).toEqual(status === null ? NO_ANSWER : { status, contentType, body });
		},
	);

	async function repeat(name: string, exchange: Exchange): Promise<Answer> {
		const recorded = replay.ids.inRequest(exchange.request);
		const headers = Object.fromEntries(
			Object.entries(recorded.headers).map(([header, value]) => [header, withSecret(value)]),
		);
		const timeout = exchange.response.status === null ? 300 : 5000;
		const request: Request = { ...recorded, headers, timeout };
		const answer = await send(replay.sandbox.url, AS_SENT[name]?.change(request) ?? request);
		if (name === 'login: login, right password') {
			replay.secrets.ADMIN_TOKEN = (answer.body as { token: string }).token;
		}
		return answer;
	}

	function withSecret(text: string): string {
		return text.replace(/<([A-Z0-9_]+)>/, (_, secret: string) => replay.secrets[secret]);
	}
});

const NO_ANSWER = { status: null, contentType: undefined, body: null };

test('Every missing step and every corrected request belongs to exactly one exchange', () => {
	const names = exchanges.map(nameOf);
	for (const name of [...Object.keys(MISSING_STEPS), ...Object.keys(AS_SENT)]) {
		expect(names.filter((other) => other === name)).toEqual([name]);
	}
});
