import type { Item } from '../request/item';
import { locatorProperty, readLocator } from './locator';
import { searchOf } from './search';

const definition = {
	displayName: 'Connection',
	name: 'connection',
	noun: 'connection',
	search: 'searchConnections',
	urlWords: ['connections'],
	urlExample: 'https://integrator.io/connections/edit/connections/5f3c1e2a9b8d7c6e5f4a3b2c',
};

/** A connection as part of the parameter that maps one to another. */
export const connectionProperty = locatorProperty(definition);

export const readConnection = (item: Item, displayName: string, raw: unknown) =>
	readLocator(item, raw, { ...definition, displayName });

export const searchConnections = searchOf('connections');
