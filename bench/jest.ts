/* eslint-disable @n8n/community-nodes/no-restricted-globals -- runs in Node, not inside n8n */
/** The harness of the engine tests is written for jest and cleans up after a file's tests; here that is the end of the process. */
Object.assign(globalThis, { afterAll: (cleanUp: () => void) => process.once('exit', cleanUp) });
