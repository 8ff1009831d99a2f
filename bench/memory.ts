import type { Case, Subject } from './cases';
import { startSubjects, type Measured } from './n8n';
import type { buildPackages } from './packages';
import type { Server } from './server';

export interface Remembered extends Pick<Measured, 'before' | 'peak'> {
	subject: Subject;
	size: number;
}

/**
 * What lists of these sizes add to n8n's memory, each subject in an n8n of its own: a process that was large once keeps most of
 * its memory, so that whoever comes later seems to need none.
 */
export async function memoryOf(
	packages: ReturnType<typeof buildPackages>,
	server: Server,
	names: Subject[],
	sizes: number[],
): Promise<Remembered[]> {
	const results: Remembered[] = [];
	for (const subject of names) {
		const subjects = await startSubjects(packages, server);
		try {
			for (const size of [100, ...sizes]) {
				const given: Case = { work: 'getAll', size, latency: 0, subjects: [subject] };
				const { before, peak } = await subjects.measure(given, subject);
				if (size !== 100) results.push({ subject, size, before, peak });
			}
		} finally {
			await subjects.close();
		}
	}
	return results;
}
