import type { Item } from '../request/item';
import { locatorProperty, readLocator } from './locator';
import { searchOf } from './search';

const definition = {
	displayName: 'Import',
	name: 'import',
	noun: 'import',
	search: 'searchImports',
	urlWords: ['imports'],
	urlExample: 'https://integrator.io/imports/edit/imports/5f3c1e2a9b8d7c6e5f4a3b2c',
};

/** An import as an entry of a collection: a destination of a flow. */
export const importProperty = locatorProperty(definition);

export const readImport = (item: Item, raw: unknown) => readLocator(item, raw, definition);

export const searchImports = searchOf('imports');
