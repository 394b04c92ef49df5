/** A chart's data as a table, for who cannot see it or wants the numbers. */

export interface ChartTable {
	/** What the rows are of. */
	caption: string;
	/** The first is of the rows' heads. */
	columns: readonly string[];
	/** Made when it is shown; the first cell of each is its head. */
	rows: () => readonly (readonly string[])[];
}
