/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs in Node, not inside n8n */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { cacheFolder } from '../n8n/cache';

/** A record that the check makes. It is written down before it is made, so that no end of the process can hide it. */
export interface Entry {
	kind: 'template' | 'flow';
	/** Nobody else's record has this name. */
	name: string;
	/** Unknown until the answer is there. */
	id?: string;
}

/** The records of the check's own at one installation, in a file that outlives the process. */
export class Journal {
	private constructor(
		private readonly file: string,
		private list: Entry[],
	) {}

	/** @param installation service and address: each has a journal of its own */
	static open(installation: string, folder = cacheFolder()): Journal {
		const key = createHash('sha256').update(installation).digest('hex').slice(0, 12);
		const file = join(folder, `check-live-${key}.json`);
		const list = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Entry[]) : [];
		return new Journal(file, list);
	}

	get entries(): readonly Entry[] {
		return this.list;
	}

	/** Call it before the request that makes the record. */
	begin(entry: Entry): Entry {
		this.list.push(entry);
		this.write();
		return entry;
	}

	made(entry: Entry, id: string): void {
		entry.id = id;
		this.write();
	}

	gone(entry: Entry): void {
		this.list = this.list.filter((each) => each !== entry);
		this.write();
	}

	private write(): void {
		if (this.list.length === 0) return rmSync(this.file, { force: true });
		mkdirSync(dirname(this.file), { recursive: true });
		writeFileSync(this.file, JSON.stringify(this.list));
	}
}
