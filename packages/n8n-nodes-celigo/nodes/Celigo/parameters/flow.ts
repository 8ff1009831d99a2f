import { entry, varied } from '../kit/parameter';
import { filters } from '../kit/parameters';
import { locator } from '../service';
import { searchOf } from './search';

export const flowLocator = locator({
	displayName: 'Flow',
	name: 'flow',
	noun: 'flow',
	search: 'searchFlows',
	urlWords: ['flowBuilder', 'dataLoader', 'flows'],
	urlExample: 'https://integrator.io/integrations/5e…/flowBuilder/5f3c1e2a9b8d7c6e5f4a3b2c',
});

export const flowFilter = entry(filters, flowLocator, { required: undefined });

/**
 * The flow that a step belongs to. n8n shows a parameter for resources and operations, not for pairs of them: one that is there for Get
 * Many of errors and not for Get Many of flows would have to be two properties, and n8n evaluates both for every item.
 */
export const stepFlowLocator = varied(flowLocator, { name: 'stepFlow' });

export const searchFlows = searchOf('flows');
