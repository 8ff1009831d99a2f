import { notice } from '../kit/parameters';

export const restartNotice = notice(
	'restartNotice',
	'Starting an active flow restarts it. Its webhook takes no data until it is active again.',
);

export const flowUpdateNotice = notice(
	'flowUpdateNotice',
	'FlowMate updates inactive flows only. The account of the credential becomes an owner of the flow.',
);

export const flowDeleteNotice = notice(
	'flowDeleteNotice',
	'FlowMate deletes inactive flows only. A deleted flow cannot be restored.',
);

export const templateDeleteNotice = notice(
	'templateDeleteNotice',
	'A deleted template cannot be restored. Flows that were generated from it stay.',
);

export const templateUpdateNotice = notice(
	'templateUpdateNotice',
	'The account of the credential becomes an owner of the template.',
);

export const generateNotice = notice(
	'generateNotice',
	"The new flow belongs to the account of the credential. To generate it for a customer, add the option 'Act as User'.",
);

/** In the order of the panel, though no operation has more than one. */
export const notices = [
	restartNotice,
	flowUpdateNotice,
	flowDeleteNotice,
	templateUpdateNotice,
	templateDeleteNotice,
	generateNotice,
];
