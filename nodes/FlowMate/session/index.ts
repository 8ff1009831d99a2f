import { systemClock } from '../kit/clock';
import { Sessions } from './session';

/** The sessions of this package in this process. */
export const sessions = new Sessions(systemClock);
