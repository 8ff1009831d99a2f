import type { IDataObject } from 'n8n-workflow';
import type { Shape } from '../../kit/output';

/** Celigo masks the secrets in its documents. */
export const connectionShape: Shape = {
	simplified,
	further: ['_agentId', '_borrowConcurrencyFromConnectionId', '_connectorId', '_integrationId', 'assistant', 'queues'],
};

function simplified(connection: IDataObject): IDataObject {
	const { _id, name, type, offline, sandbox, createdAt, lastModified } = connection;
	return { _id, name, type, offline, sandbox, createdAt, lastModified };
}
