import type { Imports } from './imports';
import { layerOf, LAYERS } from './layers';

/** The layers of both packages as they import each other, in Mermaid's words, which GitHub draws. */
export function picture({ pairs }: Imports): string {
	const packages = ['', ...new Set(pairs.flatMap(([from]) => /^packages\/[^/]+\//.exec(from) ?? []))];
	return ['flowchart TB', ...packages.flatMap((prefix) => subgraph(prefix, pairs))].join('\n');
}

/** One package: its layers, and an arrow for what a layer imports and does not reach over other arrows. */
function subgraph(prefix: string, pairs: Imports['pairs']): string[] {
	const isOwn = (file: string) => new RegExp(`^${prefix}(nodes|credentials)/`).test(file);
	const own = pairs.filter(([from, to]) => isOwn(from) && isOwn(to));
	const name = prefix.split('/')[1] ?? 'n8n-nodes-flowmate';
	const box = (layer: string) => `${name}-${layer}`.replaceAll('-', '_');
	const arrows = reduced(arrowsOf(own));
	return [
		`\tsubgraph ${name}`,
		'\t\tdirection TB',
		...[...LAYERS]
			.reverse()
			.map((layer) => [box(layer.name), labelOf(layer.name, own.flat())])
			.filter(([, label]) => label)
			.map(([id, label]) => `\t\t${id}["${label}"]`),
		...arrows.map(([from, to]) => `\t\t${box(from)} --> ${box(to)}`),
		'\tend',
	];
}

/** What a layer consists of: folders and files below the node's folder. */
function labelOf(layer: string, files: string[]): string {
	const parts = files
		.filter((file) => layerOf(file)?.name === layer)
		.map((file) => file.replace(/^packages\/[^/]+\//, '').replace(/^nodes\/[^/]+\//, ''))
		.map((file) => (file.startsWith('credentials/') ? file : file.replace(/\/.*/, '/')));
	return [...new Set(parts)].sort().join('<br>');
}

type Arrow = [from: string, to: string];

/** Which layers import which others. */
function arrowsOf(pairs: Imports['pairs']): Arrow[] {
	const arrows = new Map<string, Arrow>();
	for (const [from, to] of pairs) {
		const [upper, lower] = [layerOf(from)?.name, layerOf(to)?.name];
		if (upper && lower && upper !== lower) arrows.set(`${upper} ${lower}`, [upper, lower]);
	}
	const height = (name: string) => LAYERS.findIndex((layer) => layer.name === name);
	return [...arrows.values()].sort((a, b) => height(b[0]) - height(a[0]) || height(b[1]) - height(a[1]));
}

/** Leaves out arrows whose end is reached over others. There are no circles. */
function reduced(arrows: Arrow[]): Arrow[] {
	const reaches = (from: string, to: string): boolean =>
		arrows.some(([start, end]) => start === from && (end === to || reaches(end, to)));
	return arrows.filter(
		([from, to]) => !arrows.some(([start, end]) => start === from && end !== to && reaches(end, to)),
	);
}
