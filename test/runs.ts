/* eslint-disable @n8n/community-nodes/no-restricted-globals -- runs in Node, not inside n8n */
const { PROPERTY_RUNS } = process.env;

/**
 * How often a property is tried: on every run of the tests a few times, always with the same examples, so that no run is red by chance;
 * every night many times, with others each time, when PROPERTY_RUNS says how many times as often.
 */
export const runs = (usual: number) =>
	PROPERTY_RUNS ? { numRuns: usual * Number(PROPERTY_RUNS) } : { numRuns: usual, seed: 1 };
