import type { ILoadOptionsFunctions } from 'n8n-workflow';
import type { Item } from '../request/item';
import { idInEditor, locator, locatorProperty, readLocator } from './locator';
import { searchOf } from './search';

const definition = {
	displayName: 'Flow',
	name: 'flow',
	noun: 'flow',
	search: 'searchFlows',
	urlWords: ['flowBuilder', 'dataLoader', 'flows'],
	urlExample: 'https://integrator.io/integrations/5e…/flowBuilder/5f3c1e2a9b8d7c6e5f4a3b2c',
};

export const flowLocator = locator(definition);

/** The flow as an entry of 'Filters'. */
export const flowProperty = locatorProperty(definition);

export const readFlow = (item: Item, raw: unknown) => readLocator(item, raw, definition);

export const searchFlows = searchOf('flows');

/**
 * The flow that a step belongs to. n8n shows a parameter for resources and operations, not for pairs of them: one that is there for Get
 * Many of errors and not for Get Many of flows would have to be two properties, and n8n evaluates both for every item.
 */
export const stepFlowLocator = locator({ ...definition, name: 'stepFlow' });

/** The flow that is chosen in the editor, for the list of its steps. */
export const stepFlowInEditor = (context: ILoadOptionsFunctions) =>
	idInEditor(context.getCurrentNodeParameter('stepFlow'), definition);
