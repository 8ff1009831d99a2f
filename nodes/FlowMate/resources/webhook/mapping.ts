import type { IDataObject, ILoadOptionsFunctions, ResourceMapperFields, ResourceMapperValue } from 'n8n-workflow';
import { isRecord } from '../../kit/answer';
import { editorScope } from '../../kit/contexts';
import { record } from '../../kit/done';
import { isExpression, partOf } from '../../kit/empty';
import type { Parameter } from '../../kit/parameter';
import { ofKind } from '../../kit/parameter';
import { pathOf } from '../../kit/path';
import type { Item } from '../../kit/scope';
import { flowLocator } from '../../parameters/flow';
import { flowMate } from '../../service';
import { inputParametersOf } from '../flow/inputParameters';
import type { Asker } from './inputFields';
import { checkSpelling, fieldOfParameter, noMatch, pickedFrom } from './inputFields';

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
		fields: parameters.map(fieldOfParameter).map((field) => ({ ...field, type: field.type ?? 'string' })),
	};
}

const underMapped = (item: Item): Asker => ({
	where: "under 'Mapped Fields'",
	wants: "the flow wants under 'Mapped Fields'",
	why: (field) =>
		isExpression(partOf(item.node.parameters, mappedFields.property.name, 'value', field))
			? ': its expression gave nothing for this item'
			: '',
});

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
	const asker = underMapped(item);
	const data = { ...pickedFrom(item, source, fields, asker), ...Object.fromEntries(others) };
	if (Object.keys(data).length === 0)
		throw automatic
			? noMatch(item, source, fields, asker)
			: item.badInput("'Mapped Fields' is empty", "Map at least one field, or choose 'Using JSON' under 'Data'");
	if (automatic) checkSpelling(item, source, fields, asker);
	return data;
}

/**
 * Whether the flow that was mapped for may be another one than the flow at hand: an expression names another for each item, and to a
 * user's flows no one flow is chosen.
 */
export function isMappedForAnother(item: Item): boolean {
	const written = partOf(item.node.parameters, flowLocator.property.name);
	return written === undefined || isExpression(written);
}
