import type { FastifyInstance } from 'fastify';
import { Refusal } from './answers';

/** JSON of any charset; a body that is announced and empty is none. Whatever is not JSON is refused with 415. */
export function readBodies(app: FastifyInstance): void {
	app.removeAllContentTypeParsers();
	app.addContentTypeParser(/^application\/json\b/, { parseAs: 'string' }, (_request, text, done) => {
		try {
			done(null, text === '' ? undefined : JSON.parse(String(text)));
		} catch (error) {
			done(new Refusal(400, 'invalid_body', (error as Error).message));
		}
	});
}
