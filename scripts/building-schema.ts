/** Writes the published schemas of a building's files to docs/schema: `node scripts/building-schema.ts`. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { publishedSchemas } from '../floorplan/json-schema.ts';

const FOLDER = join(import.meta.dirname, '..', 'docs', 'schema');

mkdirSync(FOLDER, { recursive: true });
for (const [name, schema] of Object.entries(publishedSchemas())) {
	writeFileSync(join(FOLDER, name), `${JSON.stringify(schema, null, '\t')}\n`);
}
