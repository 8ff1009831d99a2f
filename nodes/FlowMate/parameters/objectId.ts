import { idForm } from '../kit/locator';
import { flowMate } from '../service';

const OBJECT_ID = idForm(flowMate.ids);

/** Whether a value is an ID as FlowMate has them. */
export const isObjectId = (value: unknown): value is string => typeof value === 'string' && OBJECT_ID.test(value);
