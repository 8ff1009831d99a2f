import type {
	FieldType,
	IDataObject,
	ILoadOptionsFunctions,
	ResourceMapperField,
	ResourceMapperFields,
	ResourceMapperValue,
} from 'n8n-workflow';
import { isRecord } from '../../kit/answer';
import { editorScope } from '../../kit/contexts';
import { readZonedInstant } from '../../kit/dates';
import { record } from '../../kit/done';
import { isExpression, isNothing, partOf } from '../../kit/empty';
import { readJsonList, readJsonObject } from '../../kit/json';
import type { Parameter, Reader } from '../../kit/parameter';
import { ofKind } from '../../kit/parameter';
import { pathOf } from '../../kit/path';
import { readFlag, readNumber, readText } from '../../kit/readers';
import type { Item } from '../../kit/scope';
import { flowLocator } from '../../parameters/flow';
import { flowMate } from '../../service';
import { inputParametersOf } from '../flow/inputParameters';

/** A type of a field: n8n's name for it, its reader, and how a value looks. */
interface Type {
	type: FieldType;
	reader: Reader<unknown>;
	example: string;
}

const TEXT: Type = { type: 'string', reader: readText, example: 'text, not a list or an object' };

/** By FlowMate's names of types. Others are passed as text. */
const TYPES = new Map<string, Type>([
	['string', TEXT],
	['number', { type: 'number', reader: readNumber, example: 'a number such as 12.5, without separators' }],
	['boolean', { type: 'boolean', reader: readFlag, example: 'true or false' }],
	['object', { type: 'object', reader: readJsonObject, example: 'an object such as { "key": "value" }' }],
	['array', { type: 'array', reader: readJsonList, example: 'a list such as ["a", "b"]' }],
	['date', { type: 'dateTime', reader: readZonedInstant, example: 'a date such as {{ $now }} or 2026-11-30T08:00' }],
]);

const typeNamed = (name: FieldType | undefined): Type => [...TYPES.values()].find(({ type }) => type === name) ?? TEXT;

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
	reader: ofKind('mapped fields', (value) => (isRecord(value) ? (value as Partial<ResourceMapperValue>) : {})),
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
			type: (TYPES.get(type.toLowerCase()) ?? TEXT).type,
			required,
			defaultMatch: false,
			display: true,
		})),
	};
}

/**
 * The mapped data, each value in the type that the flow asks for. With automatic mapping the fields of the input item that have the
 * flow's names are sent; all of them if the flow names none. What was mapped by hand without the flow's fields is sent as it is.
 */
export function mappedDataOf(item: Item): IDataObject {
	const { mappingMode, value, schema } = item.read(mappedFields);
	const automatic = mappingMode === 'autoMapInputData';
	const source: IDataObject = (automatic ? item.input.json : value) ?? {};
	const fields = schema ?? [];
	if (automatic && fields.length === 0) return source;
	const known = new Set(fields.map(({ id }) => id));
	const others = automatic ? [] : Object.entries(source).filter(([name]) => !known.has(name));
	const mapped = fields.filter(({ removed }) => !removed).map((field) => fieldOf(item, source, field));
	const data = Object.fromEntries([...mapped.flat(), ...others]) as IDataObject;
	if (Object.keys(data).length === 0) throw automatic ? noMatch(item, source, known) : noFields(item);
	return data;
}

/** The name and value of a field to send; none where nothing was given for a field that may be left out. */
function fieldOf(
	item: Item,
	source: IDataObject,
	{ id, type, required }: ResourceMapperField,
): Array<[string, unknown]> {
	const given = Object.hasOwn(source, id) ? source[id] : undefined;
	if (!isNothing(given)) return [[id, typed(item, id, given, typeNamed(type))]];
	if (!required) return typeof given === 'string' && typeNamed(type) === TEXT ? [[id, given]] : [];
	const written = partOf(item.node.parameters, mappedFields.property.name, 'value', id);
	const why = isExpression(written) ? ': its expression gave nothing for this item' : '';
	throw item.badInput(
		`The field '${id}' under 'Mapped Fields' is empty${why}`,
		'The flow demands it. Enter a value, or check the fields of the item.',
	);
}

/** A value in its type. What is sent never becomes part of an error. */
function typed(item: Item, name: string, value: unknown, { type, reader, example }: Type): unknown {
	const refuse = () =>
		item.badInput(
			`The field '${name}' under 'Mapped Fields' is not of the type ${type}`,
			`The flow asks for a value of the type ${type}: ${example}`,
		);
	return reader(value, { ...item.placeOf(name), refuse });
}

const noFields = (item: Item) =>
	item.badInput("'Mapped Fields' is empty", "Map at least one field, or choose 'Using JSON' under 'Data'");

const noMatch = (item: Item, source: IDataObject, wanted: Set<string>) =>
	item.badInput(
		`No field of the item has a name that the flow wants under 'Mapped Fields': ${listed([...wanted])}`,
		`The item has ${listed(Object.keys(source)) || 'no fields'}. Upper and lower case count: rename the fields, or map each of them by hand.`,
	);

const listed = (names: string[]) => `${names.slice(0, 20).join(', ')}${names.length > 20 ? ', …' : ''}`;
