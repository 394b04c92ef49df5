/** Which profile reads an uplink: the registry's, else a signature's, else the generic reading. */
import type { Draft, Uplink } from '../message.ts';
import { adeunis } from './adeunis.ts';
import { boschParking } from './bosch-parking.ts';
import { browan } from './browan.ts';
import { cayenne } from './cayenne.ts';
import { decentlab } from './decentlab.ts';
import { dragino } from './dragino.ts';
import { elsys } from './elsys.ts';
import { ewattch } from './ewattch.ts';
import { generic } from './generic.ts';
import { imbuildings } from './imbuildings.ts';
import { mclimate } from './mclimate.ts';
import { melbourneBays } from './melbourne-bays.ts';
import { milesightAm } from './milesight-am.ts';
import { milesightPeople } from './milesight-people.ts';
import { netvox } from './netvox.ts';
import { nwave } from './nwave.ts';
import { parametric } from './parametric.ts';
import { paxcounter } from './paxcounter.ts';
import { riverCity } from './river-city.ts';
import { sensative } from './sensative.ts';
import { sensecap } from './sensecap.ts';
import { tekzitel } from './tekzitel.ts';
import { terabee } from './terabee.ts';
import { watteco } from './watteco.ts';
import { zigbee2mqtt } from './zigbee2mqtt.ts';
import type { Profile } from './profile.ts';

/** Order matters only where two signatures could meet: the narrower one stands first. */
const PROFILES: readonly Profile[] = [
	boschParking,
	nwave,
	melbourneBays,
	zigbee2mqtt,
	decentlab,
	ewattch,
	watteco,
	tekzitel,
	terabee,
	sensecap,
	adeunis,
	sensative,
	netvox,
	dragino,
	browan,
	mclimate,
	riverCity,
	parametric,
	paxcounter,
	cayenne,
	imbuildings,
	milesightPeople,
	elsys,
	milesightAm
];

const BY_NAME: ReadonlyMap<string, Profile> = new Map(
	[...PROFILES, generic].map((profile) => [profile.name, profile])
);

/** Every name that a registry entry may give as a device's profile. */
export const profileNames: readonly string[] = [...BY_NAME.keys()];

/** Longest silence of a healthy device by the family's declared heartbeat, ms; null: not declared. */
export function profileHeartbeat(name: string): number | null {
	return BY_NAME.get(name)?.heartbeatMs ?? null;
}

/**
 * What an uplink's decoded object says, by the profile of the registry, else the one whose
 * signature it bears, else cautiously by names that state their quantity. Never throws;
 * `profile` is null where nothing was read and no signature fits.
 */
export function readProfile(
	uplink: Uplink,
	profileName?: string
): { drafts: Draft[]; profile: string | null } {
	const named = profileName === undefined ? undefined : BY_NAME.get(profileName);
	const profile = named ?? PROFILES.find((candidate) => candidate.matches(uplink));
	if (profile) return { drafts: profile.read(uplink), profile: profile.name };
	const drafts = generic.read(uplink);
	return { drafts, profile: drafts.length > 0 ? generic.name : null };
}
