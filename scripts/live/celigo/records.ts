import type { IDataObject } from 'n8n-workflow';
import { isRecord } from '../shape';

export const listIn = (body: unknown): IDataObject[] =>
	Array.isArray(body) ? body.filter((entry): entry is IDataObject => isRecord(entry)) : [];
