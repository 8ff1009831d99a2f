import { varied } from '../kit/parameter';
import { locator } from '../service';
import { searchOf } from './search';

/** An import as a filter or a column: a destination of a flow. */
export const importLocator = varied(
	locator({
		displayName: 'Import',
		name: 'import',
		noun: 'import',
		search: 'searchImports',
		urlWords: ['imports'],
		urlExample: 'https://integrator.io/imports/edit/imports/5f3c1e2a9b8d7c6e5f4a3b2c',
	}),
	{ required: undefined },
);

export const searchImports = searchOf('imports');
