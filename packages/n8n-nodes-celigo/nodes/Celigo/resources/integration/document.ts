import type { IDataObject } from 'n8n-workflow';
import type { Shape } from '../../kit/output';

export const integrationShape: Shape = {
	simplified,
	further: ['flowGroupings', '_registeredConnectionIds', 'mode', 'settings', 'version'],
};

function simplified(integration: IDataObject): IDataObject {
	const { _id, name, description, sandbox, _connectorId, createdAt, lastModified } = integration;
	return { _id, name, description, sandbox, _connectorId, createdAt, lastModified };
}
