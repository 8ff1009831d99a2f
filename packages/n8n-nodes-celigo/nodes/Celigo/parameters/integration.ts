import { entry, varied } from '../kit/parameter';
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

/** An integration itself. Where a flow goes to is another property of the panel, for n8n shows one for all operations of its resources. */
export const integrationRecord = varied(integrationLocator, { name: 'integrationId' });

export const integrationFilter = entry(filters, integrationLocator, { required: undefined });

export const searchIntegrations = searchOf('integrations');
