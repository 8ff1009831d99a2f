/**
 * Ids, dates, tokens and request ids differ from server to server. `Ids` learns which id of the sandbox stands for
 * which recorded one, and turns a sandbox's answer into what it has to be if it agrees with the recording.
 */
export class Ids {
	private readonly toSandbox = new Map<string, string>();
	private readonly toRecorded = new Map<string, string>();

	learn(recorded: string, sandbox: string): void {
		this.toSandbox.set(recorded, sandbox);
		this.toRecorded.set(sandbox, recorded);
	}

	/** A recorded request with the sandbox's ids. An id that no answer has brought yet is the test's own, and stays. */
	inRequest<T>(recorded: T): T {
		const text = JSON.stringify(recorded).replace(ID, (id) => {
			if (!this.toSandbox.has(id)) this.learn(id, id);
			return this.toSandbox.get(id) ?? id;
		});
		return JSON.parse(text) as T;
	}

	of(recorded: string): string {
		const id = this.toSandbox.get(recorded);
		if (id === undefined) throw new Error(`No answer has brought ${recorded} yet`);
		return id;
	}

	/** The sandbox's answer in recorded terms: equal to the recording if the two agree. */
	inAnswer(actual: unknown, recorded: unknown): unknown {
		if (Array.isArray(actual)) {
			return actual.map((entry, index) =>
				this.inAnswer(entry, Array.isArray(recorded) ? recorded[index] : undefined),
			);
		}
		if (typeof actual === 'object' && actual !== null) {
			const pattern = (recorded ?? {}) as Record<string, unknown>;
			return Object.fromEntries(
				Object.entries(actual).map(([name, value]) => [name, this.inAnswer(value, pattern[name])]),
			);
		}
		return typeof actual === 'string' && typeof recorded === 'string' ? this.text(actual, recorded) : actual;
	}

	private text(actual: string, recorded: string): string {
		// Long texts were cut in the recording; only their beginning can be compared.
		const [beginning, cut] = recorded.split(/… \(\d+ characters\)$/);
		if (cut !== undefined) return actual.startsWith(beginning) ? recorded : actual;
		if (VARIABLE.some((form) => form.test(actual) && (form.test(recorded) || /^<[A-Z_]+>$/.test(recorded)))) {
			return recorded;
		}
		const isNew = !this.toSandbox.has(recorded) && !this.toRecorded.has(actual);
		if (isNew && WHOLE_ID.test(actual) && WHOLE_ID.test(recorded)) this.learn(recorded, actual);
		return actual.replace(ID, (id) => this.toRecorded.get(id) ?? id);
	}
}

const ID = /[0-9a-f]{24}(?![0-9a-f])/g;
const WHOLE_ID = /^[0-9a-f]{24}$/;

/** Dates, tokens, generated request ids. */
const VARIABLE = [/^\d{4}-\d\d-\d\dT[\d:.]+Z$/, /^[\w-]{171}$/, /^[0-9a-f]{32}$/];
