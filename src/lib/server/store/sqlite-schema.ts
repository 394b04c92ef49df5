/** The tables of `readings.db`, and every statement that touches them. */
import type { Origin } from '../../domain/reading.ts';

/** Kept as a number, since a row a reading stands for ten years of minutes. */
export const ORIGINS = ['device', 'import', 'simulation'] as const satisfies readonly Origin[];

/** Safe to run at every start. */
export const SCHEMA = `
	CREATE TABLE IF NOT EXISTS series (
		id INTEGER PRIMARY KEY,
		device TEXT NOT NULL,
		channel TEXT NOT NULL,
		metric TEXT NOT NULL,
		UNIQUE (device, channel, metric)
	) STRICT;
	CREATE TABLE IF NOT EXISTS reading (
		series INTEGER NOT NULL,
		at INTEGER NOT NULL,
		value REAL NOT NULL,
		received_at INTEGER NOT NULL,
		origin INTEGER NOT NULL,
		maybe_repeated INTEGER NOT NULL,
		PRIMARY KEY (series, at)
	) STRICT, WITHOUT ROWID;
`;

/** Every statement of the engine, prepared once. */
export const SQL = {
	findSeries: 'SELECT id FROM series WHERE device = ? AND channel = ? AND metric = ?',
	addSeries: 'INSERT INTO series (device, channel, metric) VALUES (?, ?, ?) RETURNING id',
	insert: `INSERT INTO reading (series, at, value, received_at, origin, maybe_repeated)
		VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
	// Another value replaces the row; the same value leaves it as it first came.
	replace: `UPDATE reading SET value = ?3, received_at = ?4, origin = ?5, maybe_repeated = ?6
		WHERE series = ?1 AND at = ?2 AND value <> ?3`,
	page: `SELECT at, value FROM reading WHERE series = ? AND at >= ? AND at < ?
		ORDER BY at LIMIT ?`,
	aggregate: `WITH bucket AS (
			SELECT at - ((at - :phase) % :every + :every) % :every AS start, count(*) AS n,
				sum(value) AS sum, min(value) AS min, max(value) AS max,
				min(at) AS earliest, max(at) AS latest
			FROM reading WHERE series = :series AND at >= :from AND at < :to GROUP BY start)
		SELECT start, n, sum, min, max,
			(SELECT value FROM reading WHERE series = :series AND at = earliest) AS first,
			(SELECT value FROM reading WHERE series = :series AND at = latest) AS last
		FROM bucket ORDER BY start`,
	last: `SELECT device, channel, metric, at, value, received_at, origin, maybe_repeated
		FROM series CROSS JOIN reading ON reading.series = series.id
			AND reading.at = (SELECT max(at) FROM reading WHERE series = series.id)
		WHERE at >= ? AND metric IN (SELECT value FROM json_each(?)) ORDER BY device, channel, metric`,
	// Ranks as InfluxQL does, in the same order of multiplications.
	percentiles: `WITH ranked AS (
			SELECT at - ((at - :phase) % :every + :every) % :every AS start, value,
				row_number() OVER own AS rank, count(*) OVER (PARTITION BY
					at - ((at - :phase) % :every + :every) % :every) AS n
			FROM reading WHERE series = :series AND at >= :from AND at < :to
			WINDOW own AS (PARTITION BY at - ((at - :phase) % :every + :every) % :every
				ORDER BY value))
		SELECT start, wanted.key AS place, ranked.value AS value
		FROM ranked JOIN json_each(:percentiles) AS wanted
		WHERE rank = max(1, CAST(n * wanted.value / 100.0 + 0.5 AS INTEGER))`,
	extents: `SELECT device, channel, metric,
			(SELECT min(at) FROM reading WHERE series = series.id) AS earliest,
			(SELECT max(at) FROM reading WHERE series = series.id) AS latest
		FROM series ORDER BY device, channel, metric`,
	seriesOf: `SELECT id FROM series WHERE device = ?1 AND (?2 IS NULL OR channel = ?2)`,
	everySeries: 'SELECT id FROM series',
	// Up to where a bounded number of the oldest rows reaches.
	oldest: `SELECT at FROM reading WHERE series = ? AND at < ? ORDER BY at LIMIT 1 OFFSET ?`,
	remove: 'DELETE FROM reading WHERE series = ? AND at < ?',
	// Reads a page of the file, which a mere `SELECT 1` would not.
	ping: 'SELECT count(*) FROM sqlite_schema'
} as const;
