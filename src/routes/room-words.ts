/** What a page says of a room, in sentences: the same words in the list, the panel and the key. */
import { metricSpec, type Metric } from '#lib/domain/metrics.ts';
import type { Limit, Room, RoomType } from '#floorplan/building.ts';
import type { Formats } from '#lib/i18n/format.ts';
import { inWords } from '#lib/i18n/language.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import type { RoomReport } from '#lib/live/room-state.ts';

/** The room's state in a few words; `now` in epoch ms UTC. */
export function stateWords(report: RoomReport, metric: Metric, f: Formats, now: number): string {
	switch (report.state) {
		case 'within':
			return m.state_within();
		case 'watch':
			return report.side === 'below' ? m.state_watch_below() : m.state_watch_above();
		case 'act':
			return actWords(metric, report.side);
		case 'stale':
			return m.state_stale({ time: f.moment(report.worst?.at ?? now, now) });
		case 'unknown':
			return m.state_unknown();
		case 'unjudged':
			return m.state_unjudged();
		case 'unmonitored':
			return m.state_unmonitored();
	}
}

function actWords(metric: Metric, side: RoomReport['side']): string {
	if (metric === 'temperature') return side === 'below' ? m.state_too_cold() : m.state_too_hot();
	if (metric === 'co2' && side === 'above') return m.state_co2_high();
	return side === 'below' ? m.state_act_below() : m.state_act_above();
}

/** The evidence behind the state: value, sensor, limit, standard, and what to do without data. */
export function evidence(room: Room, report: RoomReport, metric: Metric, f: Formats): string {
	const { worst, limit, state } = report;
	if (worst === null) {
		return state === 'unknown'
			? m.panel_never()
			: m.panel_unmonitored({ quantity: inSentence(metric) });
	}
	const value = f.quantity(metric, worst.value);
	const sensor = sensorWords(worst.name, room);
	if (state === 'stale') return m.panel_evidence_last({ value, sensor });
	if (limit === null) return m.panel_no_limit({ value, sensor });
	const say = report.reporting > 1 ? m.panel_evidence_worst : m.panel_evidence;
	return say({ value, sensor, range: rangeWords(limit, f), standard: standardWords(limit) });
}

/** A sensor's name inside its own room, which it need not name again: `dinding utara`. */
export function sensorWords(name: string, room: Room): string {
	for (const roomName of Object.values(room.name)) {
		const rest = name.startsWith(roomName) ? name.slice(roomName.length) : '';
		const place = rest.replace(/^[\s,:–-]+/, '');
		if (place !== '' && place !== rest) return place;
	}
	return name;
}

/** Which of a room's sensors speaks for it. */
export function worstWords(metric: Metric, { limit, side, worst }: RoomReport): string {
	const [min, max] = [limit?.min ?? -Infinity, limit?.max ?? Infinity];
	const value = worst?.value ?? 0;
	// Within the limits the one that is nearest to leaving them speaks.
	const low = side === null ? value - min < max - value : side === 'below';
	if (metric === 'temperature') return low ? m.worst_coldest() : m.worst_hottest();
	return low ? m.worst_lowest() : m.worst_highest();
}

/** `3 dari 4 sensor suhu aktif.` */
export function reportingWords(report: RoomReport, metric: Metric, f: Formats): string {
	return m.panel_reporting({
		reporting: f.count(report.reporting),
		expected: f.count(report.expected),
		quantity: inSentence(metric)
	});
}

/** `23–26 °C`, `paling tinggi 1.000 ppm` */
export function rangeWords({ min, max, metric }: Limit, f: Formats): string {
	const unit = f.unit(metric);
	if (min !== null && max !== null) {
		return m.limit_between({ min: f.bound(min), max: f.bound(max) + unit });
	}
	if (max !== null) return m.limit_at_most({ max: f.bound(max) + unit });
	return m.limit_at_least({ min: f.bound(min ?? 0) + unit });
}

/** The standard's name, and that it is unconfirmed where it is. */
export function standardWords({ standard, verified }: Limit): string {
	return verified ? standard : `${standard} (${m.standard_unverified()})`;
}

const ROOM_TYPES: Record<RoomType, () => string> = {
	work: m.room_type_work,
	waiting: m.room_type_waiting,
	lobby: m.room_type_lobby,
	corridor: m.room_type_corridor,
	service: m.room_type_service,
	prayer: m.room_type_prayer,
	child: m.room_type_child,
	server: m.room_type_server,
	outdoor: m.room_type_outdoor,
	void: m.room_type_void
};

export function roomTypeWords(type: RoomType): string {
	return ROOM_TYPES[type]();
}

/** A quantity's name as it stands inside a sentence: `suhu`, `kadar CO₂`. */
function inSentence(metric: Metric): string {
	const name = inWords(metricSpec(metric).name);
	// A name that opens with an abbreviation (PM2,5, TVOC) keeps its capitals.
	return /^\p{Lu}\p{Ll}/u.test(name) ? name.charAt(0).toLowerCase() + name.slice(1) : name;
}
