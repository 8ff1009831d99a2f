import type { Exchange } from './observer';
import { differs, judge, Unseen, type Question } from './verdict';
import type { World } from './world';

const LIMITS = /^(x-)?rate-?limit|^x-(rate|quota)|^retry-after$/;

/** What stands before the services. Asked last, of all that went through. */
export const aboutGateway: Array<Question<World>> = [
	{
		id: 'gateway.rate',
		last: true,
		title: 'Whether requests are limited',
		async ask({ observer: { exchanges } }) {
			const refused = exchanges.filter(({ status }) => status === 429);
			const headers = [...new Set(exchanges.flatMap(limitHeaders))];
			if (refused.length > 0) {
				const waits = refused.every(({ responseHeaders }) => responseHeaders.includes('retry-after'));
				return differs(`${refused.length} requests got HTTP 429, ${waits ? 'with' : 'without'} Retry-After`);
			}
			return judge(
				headers.length === 0,
				`no sign of it in ${exchanges.length} requests`,
				`headers: ${headers.join(', ')}`,
			);
		},
	},
	{
		id: 'gateway.errors',
		last: true,
		title: 'Whether the gateway failed',
		async ask({ observer: { exchanges } }) {
			const failed = exchanges.filter(({ status }) => status >= 502 && status <= 504);
			return judge(
				failed.length === 0,
				'no HTTP 502 to 504',
				`${failed.length} requests got HTTP 502 to 504`,
			);
		},
	},
	{
		id: 'gateway.limits',
		title: 'Time-outs and size limits of the gateway',
		async ask() {
			throw new Unseen('the check sends nothing large and nothing slow');
		},
	},
];

const limitHeaders = ({ responseHeaders }: Exchange) => responseHeaders.filter((name) => LIMITS.test(name));
