import type { FastifyReply, FastifyRequest } from 'fastify';
import { Refusal } from './answers';
import type { Options } from './options';

const LARGEST_PAGE = 1_000;

/** The query string with repeated names as they came. */
export function queryOf(request: FastifyRequest): URLSearchParams {
	return new URL(request.raw.url ?? '/', 'http://sandbox').searchParams;
}

interface Page<T> {
	records: T[];
	/** Where the next page is, below the host; undefined on the last page. */
	next?: string;
}

/** One page. The cursor is opaque: `after` holds how many came before, so that nobody can count on it. */
export function pageOf<T>(request: FastifyRequest, records: T[], { pageSize }: Options): Page<T> {
	const query = queryOf(request);
	const size = sizeIn(query, pageSize);
	const after = Buffer.from(query.get('after') ?? '', 'base64url').toString();
	const from = Number(after || query.get('skip') || 0);
	if (from + size >= records.length) return { records: records.slice(from) };
	const { pathname, searchParams } = new URL(request.raw.url ?? '/', 'http://sandbox');
	searchParams.set('after', Buffer.from(String(from + size)).toString('base64url'));
	return { records: records.slice(from, from + size), next: `${pathname}?${searchParams}` };
}

function sizeIn(query: URLSearchParams, usual: number): number {
	const limit = query.get('limit');
	if (limit === null) return usual;
	const size = Number(limit);
	if (Number.isInteger(size) && size >= 1 && size <= LARGEST_PAGE) return size;
	throw new Refusal(400, 'invalid_query_params', 'limit must be between 1 and 1000.');
}

/** A list as a bare array with a Link to itself and to the next page; nothing at all (204) where nothing matches. */
export async function sendList(
	request: FastifyRequest,
	reply: FastifyReply,
	documents: object[],
	options: Options,
	wrap: (records: object[]) => unknown = (records) => records,
): Promise<FastifyReply> {
	const projected = documents.map(projection(queryOf(request)));
	const { records, next } = pageOf(request, projected, options);
	const origin = options.linkOrigin ?? `http://${request.headers.host}`;
	const links = [`<${origin}${request.raw.url}>; rel="self"`];
	if (next !== undefined) links.push(`<${origin}${next}>; rel="next"`);
	reply.header('link', links.join(', '));
	return records.length === 0 ? await reply.code(204).send() : await reply.send(wrap(records));
}

/** `include` gives ID, name and these fields, `exclude` all but these; both at once are refused, and so are other characters. */
function projection(query: URLSearchParams): (document: object) => object {
	const include = query.get('include');
	const exclude = query.get('exclude');
	if (include !== null && exclude !== null)
		throw new Refusal(400, 'invalid_query_params', 'include and exclude cannot be used together.');
	const fields = include ?? exclude;
	if (fields === null) return (document) => document;
	if (!/^[A-Za-z0-9._,]+$/.test(fields))
		throw new Refusal(400, 'invalid_query_params', 'include and exclude take field names only.');
	const named = new Set(fields.split(',').map((field) => field.split('.')[0]));
	const keep = (key: string) =>
		include === null ? !named.has(key) : key === '_id' || key === 'name' || named.has(key);
	return (document) => Object.fromEntries(Object.entries(document).filter(([key]) => keep(key)));
}
