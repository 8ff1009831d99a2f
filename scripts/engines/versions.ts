/**
 * The versions of n8n-core that the packages are tried in, by npm's version or dist-tag: the oldest that anybody is expected to have,
 * the newest of n8n 1, and about one in ten of n8n 2. n8n-core's second number is that of the n8n it came with, or one below.
 */
export const ENGINES = [
	'1.100.0',
	'1.122.48',
	'2.0.2',
	'2.11.1',
	'2.20.6',
	'2.30.4',
	'2.35.4',
	'2.40.3',
	'latest',
];
