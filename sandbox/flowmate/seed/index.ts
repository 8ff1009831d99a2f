import type { FlowMateOptions } from '../options';
import type { State, User } from '../state';
import { seedDemo } from './demo';
import { seedMany } from './many';
import { seedPartner } from './partner';
import { seedRecorded } from './recorded';

/** Fills the state; the account returned is the one whose credentials the sandbox hands out. */
export function seed(
	state: State,
	kind: Required<FlowMateOptions>['seed'],
): { user: User; password: string } {
	if (kind === 'demo') return seedDemo(state);
	if (kind === 'empty') return seedPartner(state);
	if (kind === 'recorded') return seedRecorded(state);
	return seedMany(state, kind);
}
