import { notice } from '../kit/parameters';

export const replaceNotice = notice(
	'replaceNotice',
	'Every field that is left out is cleared, sources and steps included; only whether the flow is disabled stays. ' +
		"To change a few fields use 'Update'.",
);

export const cloneNotice = notice(
	'cloneNotice',
	'Celigo copies the exports and imports of the flow, too. Its schedule and next flows are not carried over.',
);

export const runNotice = notice(
	'runNotice',
	'For delta exports this counts as the last run: the next one exports what has changed since.',
);

export const retryNotice = notice('retryNotice', 'A retry sends the records once more to where they were going.');

/** In the order of the panel, though no operation has more than one. */
export const notices = [replaceNotice, cloneNotice, runNotice, retryNotice];
