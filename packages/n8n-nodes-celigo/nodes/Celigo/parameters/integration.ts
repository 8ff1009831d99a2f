import type { Item } from '../request/item';
import { locator, locatorProperty, readLocator } from './locator';
import { searchOf } from './search';

const definition = {
	displayName: 'Integration',
	name: 'integration',
	noun: 'integration',
	search: 'searchIntegrations',
	urlWords: ['integrations'],
	urlExample: 'https://integrator.io/integrations/5f3c1e2a9b8d7c6e5f4a3b2c/flows',
};

/** Where a flow is created or cloned to. */
export const integrationLocator = locator(definition);

/** The integration as an entry of a collection. */
export const integrationProperty = locatorProperty(definition);

export const readIntegration = (item: Item, raw: unknown) => readLocator(item, raw, definition);

export const searchIntegrations = searchOf('integrations');
