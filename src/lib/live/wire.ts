/** The events of `GET /api/live`, as the browser's half names them. */
export type * from '#lib/domain/live-events.ts';
