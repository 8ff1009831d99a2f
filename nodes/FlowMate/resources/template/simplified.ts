import type { IDataObject } from 'n8n-workflow';
import { isRecord } from '../../request/answer';
import type { Item } from '../../request/item';

/** The template as flat fields where 'Simplify' is on, else as FlowMate sent it. */
export function simplifiedTemplate(item: Item, template: IDataObject): IDataObject {
	if (!item.parameter('simplify')) return template;
	const { id, name, description, status, type, cron, tenant, tags, graph, updatedAt } = template;
	const nodes = isRecord(graph) && Array.isArray(graph.nodes) ? graph.nodes.length : undefined;
	return {
		id,
		name,
		status,
		description,
		type,
		cron,
		tenant,
		tags: Array.isArray(tags) ? tags.join(', ') : tags,
		steps: nodes,
		updatedAt,
	};
}
