import type { PackageFacts } from '../../../scripts/release/facts';
import { repositoryRules, treeIsClean, type RepositoryFacts } from '../../../scripts/release/repositoryRules';

const packages = [
	{ folder: '', manifest: { name: 'n8n-nodes-lamp', version: '1.2.3' } },
	{ folder: 'packages/n8n-nodes-bulb', manifest: { name: 'n8n-nodes-bulb', version: '0.1.0' } },
] as PackageFacts[];

const good: RepositoryFacts = {
	packages,
	uncommitted: [],
	pages: new Map([['README.md', '[here](README.md)']]),
	paths: new Set(['README.md']),
};

const findings = (changes: Partial<RepositoryFacts>) =>
	[treeIsClean, ...repositoryRules].flatMap((rule) => rule.findings({ ...good, ...changes }));

test.each([undefined, '1.2.3', 'bulb-0.1.0'])('the tag %s is right', (tag) => {
	expect(findings({ tag })).toEqual([]);
});

test.each(['v1.2.3', '0.1.0', 'bulb-1.2.3', ''])("the tag '%s' is wrong", (tag) => {
	expect(findings({ tag })).toEqual([`${tag} is none of 1.2.3, bulb-0.1.0`]);
});

test('changes that are not committed are named', () => {
	expect(findings({ uncommitted: [' M README.md'] })).toEqual([' M README.md']);
});

test('a broken link is named', () => {
	expect(findings({ paths: new Set() })).toEqual(['README.md: README.md']);
});
