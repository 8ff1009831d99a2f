import type { IDataObject, IHttpRequestOptions } from 'n8n-workflow';
import { isRecord } from './answer';
import { isNothing } from './empty';
import { flagIn, wholeNumberIn } from './readers';

export type Settings = Pick<
	IHttpRequestOptions,
	'timeout' | 'proxy' | 'skipSslCertificateValidation' | 'allowedDomains'
>;

type Refuse = (message: string, description: string) => Error;

/**
 * What a user may set under 'Request Options', for an operation over many: the engine reads it for single items only.
 * @throws NodeOperationError for what the engine refuses, too
 */
export function settingsOf({ timeout, proxy, allowUnauthorizedCerts }: IDataObject, refuse: Refuse): Settings {
	return {
		timeout: timeoutOf(timeout, refuse),
		proxy: proxyOf(proxy, refuse),
		skipSslCertificateValidation: isTrusting(allowUnauthorizedCerts, refuse),
	};
}

/** The engine fills in 300 s where the user set no time-out; a call that takes a minute will not come back. */
const ENGINE_TIMEOUT = 300_000;

/** The time-out that the user set, in ms. */
export const chosenTimeout = ({ timeout }: Pick<IHttpRequestOptions, 'timeout'>): number | undefined =>
	timeout === ENGINE_TIMEOUT ? undefined : timeout;

/** ms, from a number or its digits; undefined where none is set. */
export function timeoutOf(timeout: unknown, refuse: Refuse): number | undefined {
	if (timeout === undefined || timeout === null || timeout === '' || timeout === 0) return undefined;
	const number = typeof timeout === 'string' && /^\s*\d+\s*$/.test(timeout) ? Number(timeout) : timeout;
	if (typeof number === 'number' && number > 0 && Number.isFinite(number)) return number;
	throw refuse("'Timeout' must be a number above 0", 'Enter a number of milliseconds, such as 30000');
}

/** How many input items begin at a time, and the ms until the next ones do. */
export interface Batches {
	size: number;
	interval: number;
}

/**
 * 'Batching' under 'Request Options', for input items that do not go through the engine one by one. Without it, all begin at once.
 * The panel says: -1 items are all of them, 0 are one.
 */
export function batchesOf({ batching }: IDataObject, refuse: Refuse): Batches {
	if (!isRecord(batching) || !isRecord(batching.batch)) return { size: Infinity, interval: 0 };
	const { batchSize = 50, batchInterval = 1_000 } = batching.batch;
	const size = wholeNumberIn(batchSize, -1);
	const interval = wholeNumberIn(batchInterval, 0);
	if (size === undefined || interval === undefined)
		throw refuse(
			"'Batching' needs whole numbers",
			"Enter numbers such as 50 under 'Items per Batch' and 1000 under 'Batch Interval (ms)'",
		);
	return { size: size < 0 || interval === 0 ? Infinity : Math.max(1, size), interval };
}

function isTrusting(value: unknown, refuse: Refuse): boolean {
	const isTrusted = isNothing(value) ? false : flagIn(value);
	if (isTrusted !== undefined) return isTrusted;
	throw refuse("'Ignore SSL Issues (Insecure)' must be true or false", 'Switch it on or off');
}

/** Scheme, maybe user and password, host, and a port, without which the engine refuses a proxy. */
const PROXY = /^([a-z][a-z\d+.-]*):\/\/(?:([^/?#@]*)@)?(\[[^\]]+\]|[^/?#@:[\]]+):(\d{1,5})(?:[/?#]|$)/i;

function proxyOf(proxy: unknown, refuse: Refuse): Settings['proxy'] {
	if (proxy === undefined || proxy === null || proxy === '') return undefined;
	const [whole, protocol, login, host, port] = PROXY.exec(typeof proxy === 'string' ? proxy.trim() : '') ?? [];
	if (whole === undefined)
		throw refuse('The proxy is not valid', 'Enter it with scheme, host and port, such as http://proxy.example:8080');
	const [username, ...password] = login === undefined ? [''] : login.split(':');
	return {
		host: host.replace(/^\[|\]$/g, ''),
		port: Number(port),
		protocol: protocol.toLowerCase(),
		...(username && { auth: { username: decoded(username), password: decoded(password.join(':')) } }),
	};
}

function decoded(text: string): string {
	try {
		return decodeURIComponent(text);
	} catch {
		return text;
	}
}
