import { entry } from '../kit/parameter';
import { filters } from '../kit/parameters';
import { locator } from '../service';
import { searchOf } from './search';

/** Where a flow is created or cloned to. */
export const integrationLocator = locator({
	displayName: 'Integration',
	name: 'integration',
	noun: 'integration',
	search: 'searchIntegrations',
	urlWords: ['integrations'],
	urlExample: 'https://integrator.io/integrations/5f3c1e2a9b8d7c6e5f4a3b2c/flows',
});

export const integrationFilter = entry(filters, integrationLocator, { required: undefined });

export const searchIntegrations = searchOf('integrations');
