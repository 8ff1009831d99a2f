import type { IForbiddenRuleType } from 'dependency-cruiser';

/** Where a package has its node, as a regular expression. */
const NODE = '(?:^|/)nodes/[^/]+/';

export interface Layer {
	name: string;
	/** What the paths of its files match. */
	path: string;
}

/** The layers of a package, row by row from the ground up. A file imports from its own layer and from those in the rows below it. */
const ROWS: Layer[][] = [
	[{ name: 'kit', path: `${NODE}kit/` }],
	[{ name: 'session', path: `${NODE}(?:(?:session|request)/|advice\\.ts$)` }],
	[
		{ name: 'service', path: `${NODE}service\\.ts$` },
		{ name: 'credential', path: '(?:^|/)credentials/' },
	],
	[{ name: 'parameters', path: `${NODE}parameters/` }],
	[{ name: 'many', path: `${NODE}many/` }],
	[{ name: 'resources', path: `${NODE}resources/` }],
	[
		{ name: 'node', path: `${NODE}(?![^/]+Trigger\\.)[^/]+\\.node\\.ts$` },
		{ name: 'trigger', path: `${NODE}trigger/` },
	],
	[{ name: 'trigger-node', path: `${NODE}[^/]+Trigger\\.node\\.ts$` }],
];

export const LAYERS = ROWS.flat();

/** The layer of a file of a package. */
export const layerOf = (file: string): Layer | undefined =>
	LAYERS.find(({ path }) => new RegExp(path).test(file));

// What the kit imports has a rule of its own, and the uppermost row has nothing above it.
const lowerLayersOnly = ROWS.slice(1, -1).flatMap((row, height) =>
	row.map((layer) => ({
		name: `${layer.name}-imports-lower-layers-only`,
		from: { path: layer.path },
		to: {
			path: ROWS.slice(height + 1)
				.flat()
				.filter((other) => other !== layer)
				.map(({ path }) => path),
		},
	})),
);

const N8N = '(?:^|/)node_modules/n8n-workflow/';

/** Imports that are forbidden, in dependency-cruiser's terms. */
export const FORBIDDEN: IForbiddenRuleType[] = [
	// Files that import each other can only be understood together.
	{ name: 'no-circle', from: {}, to: { circular: true } },
	// It is copied into the folder of another node as it is.
	{ name: 'kit-stands-alone', from: { path: '^(.+/)kit/' }, to: { pathNot: ['^$1kit/', N8N, '^crypto$'] } },
	...lowerLayersOnly,
	// n8n verifies no package with a run-time dependency, and one package cannot import from the other.
	{
		name: 'package-has-no-dependency',
		from: { path: ['^()(?:nodes|credentials)/', '^(packages/[^/]+/)(?:nodes|credentials)/'] },
		to: {
			pathNot: ['^$1(?:nodes|credentials)/', N8N, '(?:^|/)node_modules/(?:luxon|lodash)/', '^crypto$'],
		},
	},
	// It stands in for the services; what it shared with the nodes would hide their mistakes.
	{
		name: 'sandbox-knows-no-node',
		from: { path: '^sandbox/' },
		to: { path: '^(?:nodes|credentials|packages|scripts|test|bench)/' },
	},
];
