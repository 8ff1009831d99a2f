/** What one run of a node has looked up, so that its items share it. n8n hands out one signal per run of a node. */
export class Lookups {
	private readonly byRun = new WeakMap<AbortSignal, Map<string, Promise<unknown>>>();

	/**
	 * Looks up once what many items of a run want to know, and shares a failure as well: it would be the same for each of them.
	 *
	 * @param signal of the run; without one (lists in the editor, polls) nothing is shared
	 * @param key what is looked up, and by whom: nobody may be given what another user sees
	 */
	async once<T>(signal: AbortSignal | undefined, key: string, look: () => Promise<T>): Promise<T> {
		if (!signal) return await look();
		const known = this.byRun.get(signal) ?? new Map<string, Promise<unknown>>();
		this.byRun.set(signal, known);
		const found = (known.get(key) as Promise<T> | undefined) ?? look();
		known.set(key, found);
		return await found;
	}
}
