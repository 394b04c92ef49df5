import { deskState } from '../api/parking/desk-state.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals }) => ({ desk: deskState(locals) });
