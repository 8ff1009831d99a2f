import type { IDataObject } from 'n8n-workflow';
import { isRecord } from '../../kit/answer';
import type { Shape } from '../../kit/output';

export const templateShape: Shape = {
	simplified,
	further: ['owners', 'graph', 'flowSettings', 'sourceTemplate', 'createdAt'],
};

function simplified(template: IDataObject): IDataObject {
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
