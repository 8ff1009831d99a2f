import { existing, isRecord, Refusal } from './answers';
import type { ById, Routes } from './service';

/** Runs one export by itself, without a flow and without a job. */
export const exportRoutes: Routes = (app, { state, options }) => {
	/** Page by page: what `pagedExportState` says is sent back for the next one, until there is none. */
	app.post<ById>('/v1/exports/:id/invoke', async ({ params, body }) => {
		const { _id, _connectionId } = existing(state.exports, params.id);
		if (state.unreachable.has(String(_connectionId)))
			throw new Refusal(422, 'connection_offline', 'The connection is offline.');
		const records = state.records.get(_id) ?? [];
		const from = offsetIn(body);
		const until = from + options.exportPageSize;
		const data = records.slice(from, until);
		return until < records.length
			? { data, pagedExportState: { skip: until, pageIndex: until / options.exportPageSize } }
			: { data };
	});
};

function offsetIn(body: unknown): number {
	const state = isRecord(body) && isRecord(body.pagedExportState) ? body.pagedExportState : {};
	const from = Number(state.skip ?? 0);
	if (Number.isInteger(from) && from >= 0) return from;
	throw new Refusal(422, 'invalid_field', 'pagedExportState is not valid.', 'pagedExportState');
}
