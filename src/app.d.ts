import type { Building } from '#floorplan/building.ts';
import type { Result } from '#lib/domain/result.ts';
import type { ReportFault, RiverReport } from '#lib/domain/river-report.ts';
import type { AppDb } from '#lib/server/app-db/app-db.ts';
import type { Auth, Person } from '#lib/server/auth/auth.ts';
import type { Comfort } from '#lib/server/comfort/comfort.ts';
import type { History } from '#lib/server/history/history.ts';
import type { Hub } from '#lib/server/hub/hub.ts';
import type { OccupancyBook } from '#lib/server/occupancy/book.ts';
import type { ParkingDesk } from '#lib/server/parking/desk.ts';
import type { Registry } from '#lib/server/registry/registry.ts';

declare global {
	namespace App {
		interface PageState {
			/** The address a room was opened from: closing it goes back there, if nothing else changed. */
			openedFrom?: string;
		}

		interface Locals {
			building: Building;
			hub: Hub;
			history: History;
			comfort: Comfort;
			occupancy: OccupancyBook;
			parking: ParkingDesk;
			appDb: AppDb;
			auth: Auth;
			/** Who asks, as far as they have signed in: only they may write. */
			person: Person | null;
			registry: Registry;
			/** Why the building's folder is not the plan in use, a sentence a fault; null: it is. */
			planFault: { faults: readonly string[]; since: number } | null;
			riverReport(): Promise<Result<RiverReport, ReportFault>>;
			about: {
				/** The readings come from a simulator: every page says so. */
				simulated: boolean;
				/** Name of the store, as its engine gives it. */
				store: string;
				/** Start of the process, epoch ms UTC. */
				startedAt: number;
			};
		}
	}
}

export {};
