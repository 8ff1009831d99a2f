/** Builds a URL path; a segment never adds a slash, a query or a step upwards of its own. */
export function pathOf(...segments: string[]): string {
	for (const segment of segments) {
		if (segment === '' || segment === '.' || segment === '..') throw new RangeError(`'${segment}' is no path segment`);
	}
	return segments.map((segment) => `/${encodeURIComponent(segment)}`).join('');
}
