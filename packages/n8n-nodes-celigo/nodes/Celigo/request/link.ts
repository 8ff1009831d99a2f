import type { IDataObject } from 'n8n-workflow';
import type { Answer } from '../kit/answer';
import { isRecord } from '../kit/answer';
import type { Request } from '../kit/request';
import { VERSION } from './sign';

/**
 * Where the page after this one is, by the header `Link: <…>; rel="next"` or, in some lists, by `nextPageURL` in the body.
 *
 * The host in a link need not be the one that was asked, and a token must never follow it to another: only path and query are
 * used, as a path below the credential's own base URL.
 *
 * @param page what was asked for: a link may be a query alone
 * @returns such as `/flows?after=…`; undefined on the last page
 */
export function nextPage({ headers, body }: Answer, page: Pick<Request, 'path'>): string | undefined {
	const url = linkIn(headers.link) ?? (isRecord(body) ? body.nextPageURL : undefined);
	if (typeof url !== 'string' || !url.trim()) return undefined;
	const text = url.trim();
	return pathAndQuery(text.startsWith('?') ? `${page.path.split('?')[0]}${text}` : text);
}

/** The path of a next page with what its query lacks of that of the first page. */
export function withQuery(path: string | undefined, query: IDataObject = {}): string | undefined {
	if (path === undefined) return undefined;
	const { pathname, searchParams } = new URL(path, BASE);
	for (const [name, value] of Object.entries(query)) {
		if (value !== undefined && !searchParams.has(name)) searchParams.set(name, String(value));
	}
	const search = searchParams.toString();
	return search ? `${pathname}?${search}` : pathname;
}

/** The target of the link with `rel="next"` (RFC 8288). A server may send several Link headers. */
function linkIn(header: unknown): string | undefined {
	const links = [header].flat().filter((value) => typeof value === 'string');
	for (const [, target, parameters] of links.join(',').matchAll(/<([^>]*)>([^<]*)/g)) {
		if (/;\s*rel\s*=\s*"?[^";,]*\bnext\b/i.test(parameters)) return target;
	}
	return undefined;
}

/** The host stands for "whatever the link says": it is thrown away at once. */
const BASE = 'https://celigo.invalid/';

/** Celigo's own web pages reach the same routes below `/api`. */
const PREFIX = new RegExp(`^.*?(?:${VERSION}|/api)(?=/)`);

function pathAndQuery(url: string): string | undefined {
	if (!URL.canParse(url, BASE)) return undefined;
	const { pathname, search } = new URL(url, BASE);
	return `/${pathname.replace(PREFIX, '').replace(/^\/+/, '')}${search}`;
}
