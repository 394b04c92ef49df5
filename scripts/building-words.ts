/** An import's report as text, in Indonesian or English. */
import type { ImportReport, ReportRow } from '../floorplan/import/report.ts';

const WORDS = {
	id: {
		...{ files: 'Berkas', levels: 'Lantai', taken: 'Diambil', left: 'Ditinggalkan' },
		...{ changed: 'Diubah', assumed: 'Diandaikan', features: 'fitur' },
		...{ rooms: 'ruang', openings: 'bukaan', walls: 'dinding', fixtures: 'perabot', bays: 'petak' }
	},
	en: {
		...{ files: 'Files', levels: 'Levels', taken: 'Taken', left: 'Left' },
		...{ changed: 'Changed', assumed: 'Assumed', features: 'features' },
		...{ rooms: 'rooms', openings: 'openings', walls: 'walls', fixtures: 'fixtures', bays: 'bays' }
	}
};

/** A section a heading, a line an entry; sections without entries are left out. */
export function reportText(report: ImportReport, language: 'id' | 'en'): string {
	const w = WORDS[language];
	const sum = (rows: readonly { count: number }[]): number =>
		rows.reduce((all, { count }) => all + count, 0);
	const section = (heading: string, lines: readonly string[]): string[] =>
		lines.length === 0 ? [] : [heading, ...lines.map((line) => `  ${line}`), ''];
	const row = ({ kind, says, count, examples }: ReportRow): string =>
		`${count} ${kind}: ${says[language]} (${examples.join(', ')}${count > examples.length ? ', …' : ''})`;
	return [
		...section(
			`${w.files} (${report.features} ${w.features})`,
			report.files.map(
				({ name, format, features }) => `${name}: ${format}, ${features} ${w.features}`
			)
		),
		...section(
			w.levels,
			report.levels.map(
				(level) =>
					`${level.ordinal}  ${level.name[language]} (${level.key}): ` +
					(['rooms', 'openings', 'walls', 'fixtures', 'bays'] as const)
						.filter((what) => level[what] > 0)
						.map((what) => `${level[what]} ${w[what]}`)
						.join(', ')
			)
		),
		...section(
			`${w.taken} (${sum(report.taken)})`,
			report.taken.map(({ kind, count }) => `${count} ${kind}`)
		),
		...section(`${w.left} (${sum(report.left)})`, report.left.map(row)),
		...section(w.changed, report.changed.map(row)),
		...section(w.assumed, report.assumed.map(row))
	]
		.join('\n')
		.trimEnd();
}
