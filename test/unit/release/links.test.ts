import { anchorsIn, brokenLinks } from '../../../scripts/release/links';

const PATHS = ['README.md', 'docs', 'docs/lamp.md', 'docs/lamp.svg'];

const brokenIn = (text: string, page = 'README.md') =>
	brokenLinks(
		new Map([
			['docs/lamp.md', '# Lamp\n\n## Light & *dark*\n'],
			[page, text],
		]),
		(path) => PATHS.includes(path),
	);

test.each([
	['a file', '[lamp](docs/lamp.md)'],
	['a folder', '[docs](docs)'],
	['a heading of another page', '[lamp](docs/lamp.md#light--dark)'],
	['a heading of the same page', '# Top\n[top](#top)'],
	['a picture', '![A lamp](docs/lamp.svg)'],
	['a picture in HTML', '<img src="docs/lamp.svg" width="560" alt="A lamp">'],
	['another host, which is not asked', '[n8n](https://n8n.io/no-such-page)'],
	['nothing, in code', '`[lamp](no.md)`\n```\n[lamp](no.md)\n```'],
])('a link may lead to %s', (_, text) => {
	expect(brokenIn(text)).toEqual([]);
});

test.each([
	['a file that is not there', '[lamp](docs/bulb.md)', 'README.md: docs/bulb.md'],
	['a heading that is not there', '[lamp](docs/lamp.md#bulb)', 'README.md: docs/lamp.md#bulb'],
	['a heading that the page itself lacks', '# Top\n[end](#end)', 'README.md: #end'],
	['a picture that is not there', '![A bulb](docs/bulb.svg)', 'README.md: docs/bulb.svg'],
	['a picture in HTML', '<img width="560" src="docs/bulb.svg">', 'README.md: docs/bulb.svg'],
])('a link to %s is found', (_, text, finding) => {
	expect(brokenIn(text)).toEqual([finding]);
});

test('a link is read from the folder of its page', () => {
	expect(brokenIn('[lamp](lamp.svg) [read me](../README.md) [docs](docs/lamp.md)', 'docs/more.md')).toEqual([
		'docs/more.md: docs/lamp.md',
	]);
});

test('headings of the same name are numbered, code and links in them are read as text', () => {
	expect(anchorsIn('# One\n## One\n### `two` [three](3.md): 4\n```\n# no\n```')).toEqual([
		'one',
		'one-1',
		'two-three-4',
	]);
});
