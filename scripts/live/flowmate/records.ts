import type { IDataObject } from 'n8n-workflow';
import { isRecord } from '../shape';

/** The records of an answer, in whatever envelope; none if it has none. */
export function recordsIn(body: unknown): IDataObject[] {
	const data = isRecord(body) && 'data' in body ? body.data : body;
	return (Array.isArray(data) ? data : [data]).filter(
		(record): record is IDataObject => isRecord(record) && ('id' in record || '_id' in record),
	);
}
