import { brokenLinks, type Pages } from './links';
import { tagOf, type Rule } from './packageRules';
import type { PackageFacts } from './facts';

/** All that the rules judge the repository by. */
export interface RepositoryFacts {
	packages: PackageFacts[];
	/** The tag that is to be published, if there is one. */
	tag?: string;
	/** Changes that are not committed, as git lists them. */
	uncommitted: string[];
	pages: Pages;
	/** Files and folders that are committed, or would be. */
	paths: Set<string>;
}

export const treeIsClean: Rule<RepositoryFacts> = {
	name: 'everything is committed',
	findings: ({ uncommitted }) => uncommitted,
};

export const repositoryRules: Array<Rule<RepositoryFacts>> = [
	{
		name: 'the tag is the version of a package',
		findings: ({ packages, tag }) => {
			const tags = packages.map(tagOf);
			return tag === undefined || tags.includes(tag) ? [] : [`${tag} is none of ${tags.join(', ')}`];
		},
	},
	{
		name: 'every relative link in a Markdown file leads to a file and heading',
		findings: ({ pages, paths }) => brokenLinks(pages, (path) => paths.has(path)),
	},
];
