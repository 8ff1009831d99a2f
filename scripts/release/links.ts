/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs in Node, not inside n8n */
import { posix } from 'node:path';

/** The Markdown files of the repository: path to text. */
export type Pages = Map<string, string>;

/**
 * Relative links that lead nowhere, as `page: link`.
 *
 * @param exists whether there is such a file or folder in the repository
 */
export function brokenLinks(pages: Pages, exists: (path: string) => boolean): string[] {
	return [...pages].flatMap(([page, text]) =>
		linksIn(text)
			.filter((link) => !/^[a-z]+:/i.test(link))
			.filter((link) => !leadsSomewhere(page, link))
			.map((link) => `${page}: ${link}`),
	);

	function leadsSomewhere(page: string, link: string): boolean {
		const [file, heading] = decodeURI(link).split('#');
		const path = file === '' ? page : posix.join(posix.dirname(page), file);
		if (!exists(path)) return false;
		const text = pages.get(path);
		return heading === undefined || text === undefined || anchorsIn(text).includes(heading);
	}
}

function linksIn(text: string): string[] {
	const links = withoutCode(text).matchAll(/\]\(\s*<?([^\s)>]+)>?[^)]*\)|<img[^>]* src="([^"]+)"/g);
	return [...links].map(([, link, picture]) => link ?? picture);
}

/** The names that GitHub gives to headings. */
export function anchorsIn(text: string): string[] {
	const seen = new Map<string, number>();
	return [...text.replace(/^```[^]*?^```/gm, '').matchAll(/^#+ +(.+?) *$/gm)].map(([, heading]) => {
		const anchor = heading
			.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
			.toLowerCase()
			.replace(/[^\p{L}\p{N}\s_-]/gu, '')
			.replace(/\s/g, '-');
		const count = seen.get(anchor) ?? 0;
		seen.set(anchor, count + 1);
		return count === 0 ? anchor : `${anchor}-${count}`;
	});
}

function withoutCode(text: string): string {
	return text.replace(/^```[^]*?^```/gm, '').replace(/`[^`\n]*`/g, '');
}
