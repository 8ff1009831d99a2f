import { nextPage } from '../../../../packages/n8n-nodes-celigo/nodes/Celigo/request/link';

const PAGE = { path: '/flows?before=abc' };
const answer = (link: unknown, body: unknown = []) => ({ statusCode: 200, headers: { link }, body });

describe('The next page', () => {
	test.each([
		[
			'a full URL',
			'<https://api.integrator.io/v1/flows?after=abc&limit=2>; rel="next"',
			'/flows?after=abc&limit=2',
		],
		['another host', '<https://evil.example/v1/flows?after=abc>; rel="next"', '/flows?after=abc'],
		['another scheme', '<http://api.integrator.io/v1/flows?after=abc>; rel="next"', '/flows?after=abc'],
		['a host without a scheme', '<//evil.example/v1/flows?after=abc>; rel="next"', '/flows?after=abc'],
		['a user name and a port', '<https://user:pass@evil.example:99/v1/flows?a=b>; rel="next"', '/flows?a=b'],
		['a query alone', '<?after=abc>; rel="next"', '/flows?after=abc'],
		['a path alone', '</v1/flows?after=abc>; rel="next"', '/flows?after=abc'],
		["the path of Celigo's own pages", '</api/flows?after=abc>; rel="next"', '/flows?after=abc'],
		[
			'a path before the version',
			'<https://proxy.example/celigo/v1/flows?after=abc>; rel="next"',
			'/flows?after=abc',
		],
		[
			'slashes that look like a host',
			'<https://api.integrator.io//evil.example/x>; rel="next"',
			'/evil.example/x',
		],
		['steps upwards', '<https://api.integrator.io/v1/flows/../../x?y>; rel="next"', '/x?y'],
		['other links before it', '</v1/flows?p=1>; rel="prev", </v1/flows?p=3>; rel="next"', '/flows?p=3'],
		['other links behind it', '</v1/flows?p=3>; rel="next", </v1/flows?p=1>; rel="prev"', '/flows?p=3'],
		['commas in the query', '</v1/flows?include=a,b&after=c>; rel="next"', '/flows?include=a,b&after=c'],
		['no quotes', '</v1/flows?p=3>; rel=next', '/flows?p=3'],
		['several headers', ['</v1/flows?p=1>; rel="prev"', '</v1/flows?p=3>; rel="next"'], '/flows?p=3'],
	])('is a path below the own base URL, from %s', (_, link, path) => {
		expect(nextPage(answer(link), PAGE)).toBe(path);
	});

	test.each([
		['no header', undefined],
		['the link before', '</v1/flows?p=1>; rel="prev"'],
		['a relation that only begins like it', '</v1/flows?p=1>; rel="nextish"'],
		['an empty header', ''],
		['something that is no link', 'next'],
		['a number', 5],
		['an empty target', '<>; rel="next"'],
		['what no URL can be read from', '<https://>; rel="next"'],
	])('is missing with %s', (_, link) => {
		expect(nextPage(answer(link), PAGE)).toBeUndefined();
	});

	it('is read from the body where a list has it there', () => {
		const body = { errors: [], nextPageURL: '/v1/flows/a/b/errors?after=abc' };
		expect(nextPage(answer(undefined, body), PAGE)).toBe('/flows/a/b/errors?after=abc');
	});

	it('is missing where the body has none', () => {
		expect(nextPage(answer(undefined, { errors: [], nextPageURL: '' }), PAGE)).toBeUndefined();
		expect(nextPage(answer(undefined, { errors: [], nextPageURL: null }), PAGE)).toBeUndefined();
	});
});
