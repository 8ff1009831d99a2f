import type { Item } from '../request/item';
import { locatorProperty, readLocator } from './locator';
import { searchOf } from './search';

const definition = {
	displayName: 'Export',
	name: 'export',
	noun: 'export',
	search: 'searchExports',
	urlWords: ['exports'],
	urlExample: 'https://integrator.io/exports/edit/exports/5f3c1e2a9b8d7c6e5f4a3b2c',
};

/** An export as an entry of a collection: a source of a flow, or a lookup in it. */
export const exportProperty = locatorProperty(definition);

export const readExport = (item: Item, raw: unknown) => readLocator(item, raw, definition);

export const searchExports = searchOf('exports');
