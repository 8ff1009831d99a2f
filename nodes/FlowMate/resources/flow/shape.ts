import type { IDataObject } from 'n8n-workflow';
import { ownerOf } from '../../parameters/flow';
import type { Shape } from '../../kit/output';
import { inputParametersOf } from './inputParameters';

export const flowShape: Shape = {
	simplified,
	further: ['tenant', 'owners', 'graph', 'flowSettings', 'createdAt'],
};

function simplified(flow: IDataObject): IDataObject {
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
