import { createHash, randomBytes } from 'node:crypto';

let counter = Math.floor(Math.random() * 0xffffff);

/** A new MongoDB ObjectId: seconds, randomness, counter; 24 hex characters. */
export function newId(): string {
	const seconds = Math.floor(Date.now() / 1000).toString(16);
	counter = (counter + 1) % 0x1000000;
	return seconds + randomBytes(5).toString('hex') + counter.toString(16).padStart(6, '0');
}

/** An id that is the same on every start, so that a workflow built against the seeded data keeps working. */
export function seededId(name: string): string {
	return createHash('sha256').update(name).digest('hex').slice(0, 24);
}

/** The platform's own check lets any string of 12 characters through; such an id is then not found (404) instead of refused (400). */
export function isId(value: unknown): value is string {
	return typeof value === 'string' && (/^[0-9a-f]{24}$/i.test(value) || Buffer.byteLength(value) === 12);
}

/** An opaque token as IAM makes it: 128 random bytes in base64url, 171 characters. It carries no expiry. */
export function newToken(): string {
	return randomBytes(128).toString('base64url');
}
