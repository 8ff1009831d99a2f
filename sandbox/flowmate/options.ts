export interface FlowMateOptions {
	/** 0: any free port. */
	port?: number;
	seed?: 'demo' | 'empty' | 'recorded' | { users: number; flows: number };
	/** Seconds a token lives after its last use; the platform's default is 3 hours. */
	tokenLifetime?: number;
	/** A new login of a user ends the user's older tokens. The platform itself keeps them. */
	singleSession?: boolean;
	/** Milliseconds from `starting` to `active` and from `stopping` to `inactive`; up to a minute on the platform. */
	flowDelay?: number;
	/** Milliseconds before a webhook answers that its flow is not active. The platform waits a second against guessing of ids. */
	webhookMissDelay?: number;
	/** Milliseconds a login takes. */
	loginDelay?: number;
	/** FlowMate's own pages disagree between `/users` and `/api/users`. */
	userPath?: string;
	/** False: requests are not kept, for long measurements. */
	record?: boolean;
}

export const DEFAULTS: Required<FlowMateOptions> = {
	port: 0,
	seed: 'demo',
	tokenLifetime: 3 * 60 * 60,
	singleSession: false,
	flowDelay: 300,
	webhookMissDelay: 1000,
	loginDelay: 0,
	userPath: '/users',
	record: true,
};
