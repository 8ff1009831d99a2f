import { idForm, idIn } from '../kit/ids';
import { flowMate } from '../service';

const OBJECT_ID = idForm(flowMate.ids);

/** Whether a value is an ID as FlowMate has them. */
export const isObjectId = (value: unknown): value is string => typeof value === 'string' && OBJECT_ID.test(value);

/** The ID that a value is, as FlowMate writes it. */
export const objectIdIn = (value: unknown): string | undefined => idIn(value, flowMate.ids);
