/* eslint-disable @n8n/community-nodes/no-restricted-globals -- runs in Node, not inside n8n */
/**
 * How often a property is tried: a few times on every run of the tests, many times every night, when PROPERTY_RUNS says how many times as
 * often.
 */
export const runs = (usual: number) => ({ numRuns: usual * Number(process.env.PROPERTY_RUNS ?? 1) });
