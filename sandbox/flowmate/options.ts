/** A tenant of any size. */
export interface ManyOptions {
	users: number;
	flows: number;
	templates?: number;
	/** So many flows share each `createdAt`, as when a template is rolled out to all customers at once. */
	perInstant?: number;
}

export interface FlowMateOptions {
	/** 0: any free port. */
	port?: number;
	seed?: 'demo' | 'empty' | 'recorded' | ManyOptions;
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
	/**
	 * MongoDB orders ties as it likes, and lists are sorted by one field alone: with a seed, flows and templates whose
	 * sort field is equal come in another order in each request. Null: in the order they were made.
	 */
	ties?: { seed: number } | null;
	/** A host may cap `page[size]`; `meta.perPage` then tells the cap. The open-source platform knows no maximum. */
	maxPageSize?: number;
	/** How a flow with `hmacAuthSecret` wants its signature written; the open-source platform compares base64. */
	hmacEncoding?: 'hex' | 'base64';
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
	ties: null,
	maxPageSize: Infinity,
	hmacEncoding: 'base64',
	record: true,
};
