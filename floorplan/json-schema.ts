/** The readers' own schemas as JSON Schema (draft 7, which most checkers know), so that other programs check what this one will. */
import type * as v from 'valibot';
import { feature } from './feature-schema.ts';
import { calendarFile } from './schema-calendar.ts';
import {
	buildingFile,
	comfortFile,
	devicesFile,
	levelFile,
	limitsFile,
	placementsFile
} from './schema.ts';

type Json = { [name: string]: unknown };
/** A schema or an action of it, as it lies in memory. */
type Part = Record<string, unknown> & { type?: string; kind?: string };

const DIALECT = 'http://json-schema.org/draft-07/schema#';

/** Every published schema by its file's name. What only code can check is told in `$comment`. */
export function publishedSchemas(): Record<string, Json> {
	const file = (title: string, schema: v.GenericSchema): Json => ({
		$schema: DIALECT,
		title,
		...jsonSchema(schema)
	});
	const level = file('A level of the building: any `*.geojson` of the folder', levelFile);
	const properties: Json = { ...Object(level.properties) };
	properties.features = { type: 'array', items: { $ref: '#/definitions/feature' } };
	return {
		'building.schema.json': file('building.json', buildingFile),
		'level.schema.json': { ...level, properties, definitions: { feature: jsonSchema(feature) } },
		'devices.schema.json': file('devices.json', devicesFile),
		'placements.schema.json': file('placements.json', placementsFile),
		'limits.schema.json': file('limits.json', limitsFile),
		'comfort.schema.json': file('comfort.json', comfortFile),
		'calendar.schema.json': file('calendar.json', calendarFile)
	};
}

/** What a schema takes in, before it is filled and turned. */
export function jsonSchema(schema: v.GenericSchema | v.GenericSchemaAsync): Json {
	return convert({ ...schema });
}

function convert(part: Part): Json {
	if (Array.isArray(part.pipe)) {
		const [first, ...actions]: Part[] = part.pipe;
		const taken = actions.slice(
			0,
			// What comes after a change of form is asked of the changed form.
			actions.findIndex(({ type }) => type === 'transform') >>> 0
		);
		return taken.reduce<Json>((json, action) => withAction(json, action), convert({ ...first }));
	}
	switch (part.type) {
		case 'object':
		case 'strict_object':
		case 'loose_object':
			return objectOf(part);
		case 'record': {
			const names = convert(Object(part.key));
			return {
				type: 'object',
				...(Object.keys(names).some((name) => name !== 'type') ? { propertyNames: names } : {}),
				additionalProperties: convert(Object(part.value))
			};
		}
		case 'array':
			return { type: 'array', items: convert(Object(part.item)) };
		case 'tuple':
		case 'loose_tuple': {
			const items = listOf(part.items);
			return {
				...{ type: 'array', items: items.map(convert), minItems: items.length },
				...(part.type === 'tuple' ? { additionalItems: false } : {})
			};
		}
		case 'optional':
		case 'exact_optional':
			return { ...convert(Object(part.wrapped)), ...defaultOf(part) };
		case 'nullable':
		case 'nullish':
			return { anyOf: [convert(Object(part.wrapped)), { type: 'null' }] };
		case 'literal':
			return { const: part.literal };
		case 'picklist':
			return { enum: part.options };
		case 'variant':
		case 'union':
			return { anyOf: listOf(part.options).map(convert) };
		case 'string':
		case 'number':
		case 'boolean':
			return { type: part.type };
		case 'unknown':
		case 'any':
			return {};
		default:
			throw new Error(`no JSON Schema is known for a ${String(part.type)}`);
	}
}

function listOf(value: unknown): Part[] {
	return Array.isArray(value) ? value : [];
}

function defaultOf({ default: value }: Part): Json {
	return value === undefined || typeof value === 'function' ? {} : { default: value };
}

function objectOf({ entries, type }: Part): Json {
	const all: [string, Part][] = Object.entries(Object(entries));
	const optional = ['optional', 'exact_optional', 'nullish'];
	return {
		type: 'object',
		properties: Object.fromEntries(all.map(([name, part]) => [name, convert({ ...part })])),
		required: all.filter(([, part]) => !optional.includes(part.type ?? '')).map(([name]) => name),
		...(type === 'strict_object' ? { additionalProperties: false } : {})
	};
}

function withAction(json: Json, { type, requirement, message }: Part): Json {
	const said = typeof message === 'string' ? message : undefined;
	switch (type) {
		case 'non_empty':
			return { ...json, [json.type === 'array' ? 'minItems' : 'minLength']: 1 };
		case 'min_length':
			return { ...json, [json.type === 'array' ? 'minItems' : 'minLength']: requirement };
		case 'max_length':
			return { ...json, [json.type === 'array' ? 'maxItems' : 'maxLength']: requirement };
		case 'min_value':
			return { ...json, minimum: requirement };
		case 'max_value':
			return { ...json, maximum: requirement };
		case 'multiple_of':
			return { ...json, multipleOf: requirement };
		case 'integer':
			return { ...json, type: 'integer' };
		case 'regex':
			return { ...json, pattern: requirement instanceof RegExp ? requirement.source : requirement };
		case 'uuid':
			return { ...json, format: 'uuid' };
		case 'iso_date':
			return { ...json, format: 'date' };
		case 'iso_timestamp':
			return { ...json, format: 'date-time' };
		case 'finite':
			return json;
		case 'check':
			return said === undefined ? json : { ...json, $comment: commentOf(json, said) };
		default:
			throw new Error(`no JSON Schema is known for the action ${String(type)}`);
	}
}

/** A fault's sentence, as the rule whose breach it tells. */
function commentOf({ $comment }: Json, said: string): string {
	return [$comment, `refused where it ${said}`].filter(Boolean).join('; ');
}
