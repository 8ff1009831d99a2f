import { varied } from '../kit/parameter';
import { locator } from '../service';
import { searchOf } from './search';

/** An export as a filter or a column: a source of a flow, or a lookup in it. */
export const exportLocator = varied(
	locator({
		displayName: 'Export',
		name: 'export',
		noun: 'export',
		search: 'searchExports',
		urlWords: ['exports'],
		urlExample: 'https://integrator.io/exports/edit/exports/5f3c1e2a9b8d7c6e5f4a3b2c',
	}),
	{ required: undefined },
);

/** An export itself. */
export const exportRecord = varied(exportLocator, { required: true });

export const searchExports = searchOf('exports');
