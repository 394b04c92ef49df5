import type { Building } from '#floorplan/building.ts';
import type { History } from '#lib/server/history/history.ts';
import type { Hub } from '#lib/server/hub/hub.ts';

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
