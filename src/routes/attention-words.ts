/** What needs a person, in three short pieces: what is wrong, how sure that is, what to do next. */
import type { Metric } from '#lib/domain/metrics.ts';
import type { RoomType } from '#floorplan/building.ts';
import type { Formats } from '#lib/i18n/format.ts';
import { inWords } from '#lib/i18n/language.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import type { Attention } from '#lib/live/attention.ts';
import { rangeWords } from './room-words.ts';

export interface AttentionWords {
	what: string;
	sure: string;
	next: string;
}

/**
 * @param now epoch ms UTC.
 * @param inRoom said under the room's own name, which is then not said again.
 */
export function attentionWords(
	item: Attention,
	f: Formats,
	now: number,
	{ inRoom = false } = {}
): AttentionWords {
	switch (item.kind) {
		case 'climate':
			return climateWords(item, f, now, inRoom);
		case 'crowd': {
			const room = inWords(item.place.room.name);
			const [people, capacity] = [f.count(item.zone.people.people), f.count(item.zone.capacity)];
			return {
				what: item.full ? m.crowd_full({ room }) : m.crowd_nearly_full({ room }),
				sure: m.crowd_evidence({ people, capacity }),
				next: m.crowd_next()
			};
		}
		case 'parking': {
			const [reporting, expected] = [f.count(item.reporting), f.count(item.of)];
			const car = item.class === 'car';
			return {
				what: car ? m.parking_full_car() : m.parking_full_motorcycle(),
				sure: car
					? m.parking_full_bays({ reporting, expected })
					: m.parking_full_gates({ total: f.count(item.total) }),
				next: car ? m.parking_full_car_next() : m.parking_full_motorcycle_next()
			};
		}
		case 'silent':
			return silentWords(item, f, now);
	}
}

function climateWords(
	item: Attention & { kind: 'climate' },
	f: Formats,
	now: number,
	inRoom: boolean
): AttentionWords {
	const { metric, report, since, place, agreeing, of } = item;
	const room = inRoom ? '' : inWords(place.room.name);
	const { limit, worst } = report;
	const range = limit === null ? '' : boundWords(report.side, limit, f);
	return {
		what: capital(
			since === null
				? nowWords(metric, report.side, room)
				: sinceWords(metric, report.side, room, f.moment(since, now))
		),
		sure: [
			m.attention_evidence({
				value: worst === null ? '–' : f.quantity(metric, worst.value),
				range
			}),
			agreementWords(agreeing, of, f)
		].join(' '),
		next: nextStep(metric, report.side, place.room.type)
	};
}

function sinceWords(
	metric: Metric,
	side: 'below' | 'above' | null,
	room: string,
	time: string
): string {
	if (metric === 'co2') return m.attention_co2({ room, time });
	return side === 'below' ? m.attention_cold({ room, time }) : m.attention_hot({ room, time });
}

function nowWords(metric: Metric, side: 'below' | 'above' | null, room: string): string {
	if (metric === 'co2') return m.attention_co2_now({ room });
	return side === 'below' ? m.attention_cold_now({ room }) : m.attention_hot_now({ room });
}

/** A sentence without its room begins with what came after it. */
function capital(sentence: string): string {
	const trimmed = sentence.trim();
	return trimmed.charAt(0).toUpperCase() + trimmed.slice(1);
}

/** The side of the limit that is crossed, `26 °C`. */
function boundWords(
	side: 'below' | 'above' | null,
	limit: NonNullable<(Attention & { kind: 'climate' })['report']['limit']>,
	f: Formats
): string {
	const bound = side === 'below' ? limit.min : limit.max;
	return bound === null ? rangeWords(limit, f) : f.bound(bound) + f.unit(limit.metric);
}

/** How far the room's own sensors agree. */
export function agreementWords(agreeing: number, of: number, f: Formats): string {
	if (of <= 1) return m.agree_one();
	if (agreeing < of) return m.agree_some({ count: f.count(agreeing), total: f.count(of) });
	if (of === 3) return m.agree_three();
	return of === 2 ? m.agree_both() : m.agree_all({ total: f.count(of) });
}

/** What the manager does first; who it is to be told to where the room is not theirs to cool. */
export function nextStep(metric: Metric, side: 'below' | 'above' | null, type: RoomType): string {
	if (metric === 'co2') return m.next_air();
	if (type === 'server') return m.next_it();
	return side === 'below' ? m.next_warmer() : m.next_cooling();
}

function silentWords(
	item: Attention & { kind: 'silent' },
	f: Formats,
	now: number
): AttentionWords {
	const [first] = item.places;
	const one = item.places.length === 1 && first !== undefined;
	const count = f.count(item.places.length);
	return {
		what: one ? m.silent_room({ room: inWords(first.room.name) }) : m.silent_rooms({ count }),
		sure:
			item.since === null ? m.silent_never() : m.silent_since({ time: f.moment(item.since, now) }),
		next: one ? m.silent_next() : m.silent_next_network()
	};
}
