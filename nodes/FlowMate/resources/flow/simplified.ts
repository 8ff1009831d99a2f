import type { IDataObject } from 'n8n-workflow';
import { ownerOf } from '../../parameters/flow';
import type { Item } from '../../request/item';
import { inputParametersOf } from './inputParameters';

/** The flow as ten flat fields where 'Simplify' is on, else as FlowMate sent it. */
export function simplifiedFlow(item: Item, flow: IDataObject): IDataObject {
	if (!item.parameter('simplify')) return flow;
	const { id, name, description, status, type, cron, fromTemplate, updatedAt } = flow;
	return {
		id,
		name,
		status,
		description,
		type,
		owner: ownerOf(flow),
		cron,
		fromTemplate,
		inputParameters: inputParametersOf(flow)
			.map((parameter) => `${parameter.name}: ${parameter.type}`)
			.join(', '),
		updatedAt,
	};
}
