import type { Shape } from '../../../../../../../nodes/FlowMate/kit/output';

/** A book is { id, title, author, status, place: { room, board } } and the day it was added. */
export const bookShape: Shape = {
	simplified: ({ id, title, author, status }) => ({ id, title, author, status }),
	further: ['place', 'addedAt'],
};
