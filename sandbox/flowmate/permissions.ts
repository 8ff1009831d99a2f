import type { Owner, State, User } from './state';

/** What `tenant.all` stands for. No `flows.*` and no `templates.*`: a tenant admin needs those by name. */
const COMMON = new Set([
	'tenant.all',
	...['read', 'create', 'update', 'delete'].map((right) => `tenant.account.${right}`),
	...['create', 'update', 'delete'].map((right) => `tenant.membership.${right}`),
	...['read', 'update', 'delete'].map((right) => `tenant.profile.${right}`),
	...['read', 'create', 'update', 'delete'].map((right) => `tenant.roles.${right}`),
	...['read', 'create', 'update', 'delete'].map((right) => `tenant.flows.${right}`),
	'metadata.domains.crud',
	'secrets.secret.readRaw',
	'secrets.authClient.readRaw',
]);

/** The platform's own role of a tenant's admin. All of these are common ones, which `tenant.all` stands for anyway. */
export const TENANT_ADMIN_PERMISSIONS = [
	'tenant.all',
	...['read', 'update'].map((right) => `tenant.profile.${right}`),
	...['read', 'create', 'update', 'delete'].map((right) => `tenant.roles.${right}`),
	...['read', 'create', 'update', 'delete'].map((right) => `tenant.flows.${right}`),
];

/** The permissions of an end user in FlowMate's documentation; `flows.write` is not among them. */
export const END_USER_PERMISSIONS = [
	'flows.read',
	'tenant.flows.update',
	'flows.update',
	'flows.delete',
	'flows.control',
	'icenter.read',
	'icenter.write',
	'secrets.create',
	'secrets.read',
	'secrets.delete',
	'templates.read',
	'components.read',
	'components.write',
];

/** A partner account: admin of its tenant, with the rights on flows and templates that `tenant.all` does not give. */
export const PARTNER_PERMISSIONS = [
	'tenant.all',
	'flows.read',
	'flows.write',
	'flows.control',
	'flows.bulk',
	'templates.read',
	'templates.write',
	'icenter.read',
	'icenter.write',
	'webhooks.execute',
];

export interface Caller {
	user: User;
	/** The user's own permissions and those of the user's roles. */
	permissions: Set<string>;
	/** Has the permission `all`: sees and may do everything. */
	isAdmin: boolean;
}

export function callerOf(state: State, user: User): Caller {
	const permissions = new Set(user.permissions);
	for (const id of user.roles) {
		for (const permission of state.roles.get(id)?.permissions ?? []) permissions.add(permission);
	}
	return { user, permissions, isAdmin: permissions.has('all') };
}

/** Whether one of the permissions is there: by name, by `all`, or by `tenant.all` if it is a common one. */
export function may(caller: Caller, ...anyOf: string[]): boolean {
	return (
		caller.isAdmin ||
		anyOf.some(
			(needed) =>
				caller.permissions.has(needed) || (caller.permissions.has('tenant.all') && COMMON.has(needed)),
		)
	);
}

/** FlowMate's partners may do more than a tenant admin of the open-source platform, whom `icenter.*` sets apart from them. */
export function isPartner(caller: Caller): boolean {
	return (
		caller.user.tenant !== undefined &&
		caller.permissions.has('tenant.all') &&
		caller.permissions.has('icenter.read')
	);
}

export function areCommon(permissions: string[]): boolean {
	return permissions.every((permission) => COMMON.has(permission));
}

/**
 * Flows and templates are seen by their owners, be it the user or the user's tenant; others get 404, never 403.
 * So end users see each other's flows where their tenant is an owner too; whether FlowMate narrows this is not known.
 */
export function sees(caller: Caller, document: { owners: Owner[] }): boolean {
	return (
		caller.isAdmin || document.owners.some(({ id }) => id === caller.user._id || id === caller.user.tenant)
	);
}
