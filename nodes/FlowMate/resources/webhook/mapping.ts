import type {
	FieldType,
	IDataObject,
	ILoadOptionsFunctions,
	ResourceMapperFields,
	ResourceMapperValue,
} from 'n8n-workflow';
import { validateFieldType } from 'n8n-workflow';
import { isRecord } from '../../kit/answer';
import { editorScope } from '../../kit/contexts';
import { record } from '../../kit/done';
import type { Parameter } from '../../kit/parameter';
import { pathOf } from '../../kit/path';
import type { Item } from '../../kit/scope';
import { flowLocator } from '../../parameters/flow';
import { flowMate } from '../../service';
import { inputParametersOf } from '../flow/inputParameters';

/** FlowMate's names of types, as n8n calls them. Others are passed as text. */
const TYPES: Record<string, FieldType> = {
	string: 'string',
	number: 'number',
	boolean: 'boolean',
	object: 'object',
	array: 'array',
	date: 'dateTime',
};

export const mappedFields: Parameter<Partial<ResourceMapperValue>> = {
	property: {
		displayName: 'Mapped Fields',
		name: 'mappedFields',
		type: 'resourceMapper',
		default: { mappingMode: 'defineBelow', value: null },
		noDataExpression: true,
		required: true,
		displayOptions: { show: { dataMode: ['mapped'] } },
		typeOptions: {
			loadOptionsDependsOn: ['flow.value'],
			resourceMapper: {
				resourceMapperMethod: 'getInputParameters',
				mode: 'map',
				valuesLabel: 'Input Parameters',
				fieldWords: { singular: 'field', plural: 'fields' },
				addAllFields: true,
				supportAutoMap: true,
				noFieldsError: 'There are no input parameters to map.',
			},
		},
	},
	reader: (value) => (isRecord(value) ? (value as Partial<ResourceMapperValue>) : {}),
};

/**
 * Fills the mapper with the input parameters of the chosen flow: GET /flows/{id}. The editor resolves an expression with the first
 * input item, if there is one.
 */
export async function getInputParameters(this: ILoadOptionsFunctions): Promise<ResourceMapperFields> {
	const scope = editorScope(flowMate, this);
	const id = scope.peek(flowLocator);
	if (id === undefined) {
		return {
			fields: [],
			emptyFieldsNotice: "Choose a flow under 'Flow'. If it is an expression, execute the previous nodes, then retry.",
		};
	}
	const subject = { what: `flow '${id}'`, parameter: "'Flow'", permission: 'flows.read', repeatable: true };
	const flow = await scope.fetchOne({ method: 'GET', path: pathOf('flows', id), subject, done: record('id') });
	const parameters = inputParametersOf(flow);
	return {
		...(parameters.length === 0 && {
			emptyFieldsNotice: "This flow names no input parameters. Choose 'Using JSON' under 'Data' instead.",
		}),
		fields: parameters.map(({ name, type, required }) => ({
			id: name,
			displayName: name,
			type: TYPES[type.toLowerCase()] ?? 'string',
			required,
			defaultMatch: false,
			display: true,
		})),
	};
}

/**
 * The mapped data, each value in the type that the flow asks for.
 * With automatic mapping the fields of the input item that have the flow's names are sent; all of them if the flow names none.
 */
export function mappedDataOf(item: Item): IDataObject {
	const { mappingMode, value, schema } = item.read(mappedFields);
	const automatic = mappingMode === 'autoMapInputData';
	const source: IDataObject = (automatic ? item.input.json : value) ?? {};
	const fields = (schema ?? []).filter(({ removed }) => !removed);
	if (fields.length === 0) return automatic ? source : noFields(item);
	const data: IDataObject = {};
	for (const { id, type, required } of fields) {
		const given = source[id];
		if (given === undefined || given === null || given === '') {
			if (required)
				throw item.badInput(`The field '${id}' under 'Mapped Fields' is empty`, 'The flow demands it. Enter a value.');
			if (given === '' && type === 'string') data[id] = '';
			continue;
		}
		data[id] = typed(item, id, given, type ?? 'string') as IDataObject;
	}
	return data;
}

function typed(item: Item, name: string, value: unknown, type: FieldType): unknown {
	const result = validateFieldType(name, value, type, { parseStrings: true });
	if (!result.valid) {
		throw item.badInput(
			`The field '${name}' under 'Mapped Fields' is not of the type ${type}`,
			`The flow asks for a value of the type ${type}`,
		);
	}
	// n8n gives dates as objects of luxon; FlowMate's are ISO 8601 text.
	const { newValue } = result as { newValue?: unknown };
	return isRecord(newValue) && 'toISO' in newValue ? (newValue as { toISO(): string }).toISO() : newValue;
}

function noFields(item: Item): never {
	throw item.badInput("'Mapped Fields' is empty", "Map at least one field, or choose 'Using JSON' under 'Data'");
}
