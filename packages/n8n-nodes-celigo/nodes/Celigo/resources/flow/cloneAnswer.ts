import type { IDataObject } from 'n8n-workflow';
import { isRecord } from '../../kit/answer';
import { isObjectId } from '../../service';

export interface Clone {
	/** The new flow's id. */
	id: string;
	/** The new flow, where Celigo sent it. */
	flow?: IDataObject;
	/** All that was made: `{ model, _id }`, the flow among them. */
	created: IDataObject[];
}

/** Reads either answer to a clone: the new flow, or a list of all that was made. Undefined where there is no new flow in it. */
export function cloneIn(body: unknown): Clone | undefined {
	if (Array.isArray(body)) {
		const created = body.filter(isRecord) as IDataObject[];
		const id = created.find(({ model }) => model === 'Flow')?._id;
		return isObjectId(id) ? { id, created } : undefined;
	}
	if (!isRecord(body) || !isObjectId(body._id)) return undefined;
	const flow = body as IDataObject;
	return { id: body._id, flow, created: [{ model: 'Flow', _id: body._id }] };
}
