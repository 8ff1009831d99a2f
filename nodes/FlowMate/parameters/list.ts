import type {
	IDataObject,
	ILoadOptionsFunctions,
	INodeListSearchItems,
	INodeListSearchResult,
	INodeProperties,
} from 'n8n-workflow';
import { isRecord } from '../request/answer';
import { unreadableError } from '../request/errors';
import { unwrap } from '../request/item';
import type { Parameter } from '../request/operation';
import { send } from '../request/send';

export const returnAll: Parameter = {
	property: {
		displayName: 'Return All',
		name: 'returnAll',
		type: 'boolean',
		default: false,
		description: 'Whether to return all results or only up to a given limit',
	},
};

export const limit: Parameter = {
	property: {
		displayName: 'Limit',
		name: 'limit',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 50,
		displayOptions: { show: { returnAll: [false] } },
		description: 'Max number of results to return',
	},
};

const simplify: Parameter = {
	property: {
		displayName: 'Simplify',
		name: 'simplify',
		type: 'boolean',
		default: true,
		displayOptions: { hide: { '@tool': [true] } },
		description: 'Whether to return a simplified version of the response instead of the raw data',
	},
};

const toolOutput: Parameter = {
	property: {
		displayName: 'Output',
		name: 'output',
		type: 'options',
		options: [
			{ name: 'Raw', value: 'raw', description: 'All that FlowMate sends' },
			{ name: 'Selected Fields', value: 'selected', description: 'Some fields, and always the ID' },
			{ name: 'Simplified', value: 'simplified', description: 'The most useful fields' },
		],
		default: 'simplified',
		displayOptions: { show: { '@tool': [true] } },
		description: 'How much of each record the model gets to read',
	},
};

const outputFields: Parameter = {
	property: {
		displayName: 'Fields',
		name: 'outputFields',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. name, status',
		displayOptions: { show: { '@tool': [true], output: ['selected'] } },
		description: 'Names of fields separated by commas. The ID always comes.',
	},
};

/** How much of each record is returned: a switch for people, a choice for models, whose reading costs. */
export const output = [simplify, toolOutput, outputFields];

const LIST_PAGE = 50;

/**
 * One page of a list in the editor.
 *
 * @param path of a list that FlowMate gives in pages
 * @param paginationToken number of the page, as the page before it gave it
 */
export async function searchPage(
	context: ILoadOptionsFunctions,
	path: string,
	filter: string | undefined,
	paginationToken: string | undefined,
	entries: (records: IDataObject[]) => INodeListSearchItems[] | Promise<INodeListSearchItems[]>,
): Promise<INodeListSearchResult> {
	// FlowMate never answers a page below 1.
	const number = Math.max(1, Math.trunc(Number(paginationToken)) || 1);
	const qs = {
		'page[size]': LIST_PAGE,
		'page[number]': number,
		sort: 'name',
		...(filter && { search: filter }),
	};
	const records = await fetchRecords(context, path, qs);
	return {
		results: await entries(records),
		paginationToken: records.length === LIST_PAGE ? String(number + 1) : undefined,
	};
}

/** The records of one list request in the editor. */
export async function fetchRecords(
	context: ILoadOptionsFunctions,
	path: string,
	qs: IDataObject,
): Promise<IDataObject[]> {
	const subject = { what: `the ${path.slice(1)}`, repeatable: true };
	const answer = await send(context, { method: 'GET', path, qs, subject });
	const records = unwrap(answer.body);
	if (!Array.isArray(records) || !records.every(isRecord))
		throw unreadableError(context.getNode(), answer, subject);
	return records as IDataObject[];
}

/** A collection of optional entries. Its entries come from the operations that use them. */
export function collection(
	property: Pick<INodeProperties, 'displayName' | 'name' | 'placeholder'>,
): Parameter {
	return { property: { ...property, type: 'collection', default: {}, options: [] } };
}

export const filters = collection({ displayName: 'Filters', name: 'filters', placeholder: 'Add Filter' });

export const options = collection({ displayName: 'Options', name: 'options', placeholder: 'Add Option' });

export const sort = collection({ displayName: 'Sort', name: 'sort', placeholder: 'Add Sort' });
