/** A plan's features by IMDF type, with every property that OGC 20-094 asks for. */
import { uuid5 } from '../uuid.ts';
import type { PlanFeature, PlanFiles } from './export-plan.ts';

type Properties = Record<string, unknown>;

/** What each type must say, and what it says where the plan does not. */
const ASKED: Record<string, Properties> = {
	level: {
		...{ category: 'unspecified', restriction: null, outdoor: false, short_name: null },
		...{ display_point: null, address_id: null, building_ids: [] }
	},
	unit: {
		...{ category: 'unspecified', restriction: null, accessibility: null, name: null },
		...{ alt_name: null, display_point: null }
	},
	opening: {
		...{ category: 'pedestrian', accessibility: null, access_control: null, door: null },
		...{ name: null, alt_name: null, display_point: null }
	},
	fixture: {
		...{ category: 'obstruction', name: null, alt_name: null, anchor_id: null },
		display_point: null
	},
	kiosk: { name: null, alt_name: null, anchor_id: null, display_point: null },
	amenity: {
		...{ category: 'unspecified', accessibility: null, name: null, alt_name: null, hours: null },
		...{ phone: null, website: null, unit_ids: [], address_id: null, correlation_id: null }
	},
	detail: {}
};
const DOORS: Record<string, string> = { open: 'open', door: 'swinging', 'double-door': 'swinging' };

/** The types in the order of the standard; bays and what lies around the building are ours. */
export function imdfFiles({ head, levels, kept }: PlanFiles): Map<string, PlanFeature[]> {
	const id = String(head.id);
	const byType = new Map<string, PlanFeature[]>();
	const add = (feature: PlanFeature): void => {
		const { feature_type: type } = feature;
		byType.set(type, [...(byType.get(type) ?? []), feature]);
	};
	const has = (type: string): boolean => kept.some((one) => one.feature_type === type);
	const outline = levels
		.flatMap(({ features }) => features)
		.filter(({ feature_type: type, properties }) => type === 'level' && !properties.outdoor)
		.sort((a, b) => rank(a) - rank(b))[0];
	const address = kept.find((one) => one.feature_type === 'address')?.id ?? uuid5(id, 'address');
	const made = (
		type: string,
		name: string,
		properties: Properties,
		geometry = outline?.geometry
	) => {
		if (has(type)) return;
		add({ id: name, type: 'Feature', feature_type: type, geometry: geometry ?? null, properties });
	};
	const point = { display_point: pointOf(head.anchor), address_id: address };
	made('address', address, addressOf(head), null);
	made('venue', uuid5(id, 'venue'), {
		...{ category: 'businesscampus', restriction: null, name: head.name, alt_name: null },
		...{ hours: null, phone: null, website: null, ...point }
	});
	const own = { anchor: head.anchor, time_zone: head.timeZone, notice: head.notice };
	made(
		'building',
		id,
		{
			...{ name: head.name, alt_name: null, category: 'unspecified', restriction: null },
			...{ ...point, ...own }
		},
		null
	);
	made('footprint', uuid5(id, 'footprint'), { category: 'ground', name: null, building_ids: [id] });
	for (const feature of kept) {
		const properties =
			feature.feature_type === 'building' ? { ...feature.properties, ...own } : feature.properties;
		add({ ...feature, properties: { ...ASKED[feature.feature_type], ...properties } });
	}
	for (const feature of levels.flatMap(({ features }) => features)) add(asked(feature, id));
	return byType;
}

/** The ground floor before those above it, those above before those below. */
function rank({ properties }: PlanFeature): number {
	const ordinal = Number(properties.ordinal);
	return ordinal < 0 ? 1000 - ordinal : ordinal;
}

function asked(feature: PlanFeature, building: string): PlanFeature {
	const { feature_type: type, properties } = feature;
	const all: Properties = { ...ASKED[type], ...properties };
	if (type === 'level') {
		all.short_name ??= properties.name;
		if (Array.isArray(all.building_ids) && all.building_ids.length === 0 && !all.outdoor) {
			all.building_ids = [building];
		}
	}
	const door = DOORS[String(properties.kind)];
	if (type === 'opening' && door !== undefined) {
		all.door ??= { type: door, automatic: false, material: null };
	}
	return { ...feature, properties: all };
}

function pointOf(anchor: unknown): object | null {
	const { lon, lat }: Properties = Object(anchor);
	return typeof lon === 'number' ? { type: 'Point', coordinates: [lon, lat] } : null;
}

function addressOf(head: Properties): Properties {
	const { id, en }: Properties = Object(head.address);
	return {
		...{ address: id ?? en ?? '–', unit: null, locality: '–', province: null, country: 'ID' },
		...{ postal_code: null, postal_code_ext: null }
	};
}
