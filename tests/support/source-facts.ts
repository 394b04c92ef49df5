/** What the architecture test needs to know of a source file, read from its syntax tree. */
import { createRequire } from 'node:module';
import type * as TypeScript from 'typescript';

// The compiler is CommonJS whose named exports no loader finds by itself.
const ts = createRequire(import.meta.url)('typescript') as typeof TypeScript;

export interface SourceFile {
	/** From the repository's root, with `/`. */
	path: string;
	text: string;
}

export interface Import {
	/** As written. */
	specifier: string;
	/** `url`: `new URL('…', import.meta.url)`, which starts a worker or a process. */
	kind: 'import' | 'url';
}

export interface SourceFacts {
	imports: Import[];
	/** `$state`, `$derived` … that are called. */
	runes: string[];
	exportsDefault: boolean;
	/** Every text in quotes or backticks. */
	strings: string[];
}

const RUNES = ['$state', '$derived', '$effect', '$props', '$bindable', '$inspect', '$host'];

export function readSource({ path, text }: SourceFile): SourceFacts {
	const facts: SourceFacts = { imports: [], runes: [], exportsDefault: false, strings: [] };
	if (!path.endsWith('.svelte')) {
		collect(path, text, facts);
		return facts;
	}
	const script = /<script[^>]*>([\s\S]*?)<\/script>/g;
	for (const [, code = ''] of text.matchAll(script)) collect(`${path}.ts`, code, facts);
	for (const [, specifier = ''] of text.replace(script, '').matchAll(/import\(\s*['"]([^'"]+)/g)) {
		facts.imports.push({ specifier, kind: 'import' });
	}
	return facts;
}

function collect(path: string, code: string, facts: SourceFacts): void {
	const importOf = (node: TypeScript.Node | undefined, kind: Import['kind']) => {
		if (node && ts.isStringLiteralLike(node)) facts.imports.push({ specifier: node.text, kind });
	};
	const visit = (node: TypeScript.Node): void => {
		if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) {
			importOf(node.moduleSpecifier, 'import');
		} else if (ts.isImportTypeNode(node)) {
			importOf(ts.isLiteralTypeNode(node.argument) ? node.argument.literal : undefined, 'import');
		} else if (ts.isCallExpression(node)) {
			if (node.expression.kind === ts.SyntaxKind.ImportKeyword) {
				importOf(node.arguments[0], 'import');
			}
			const called = node.expression.getText().split('.')[0] ?? '';
			if (RUNES.includes(called)) facts.runes.push(called);
		} else if (ts.isNewExpression(node) && node.expression.getText() === 'URL') {
			if (node.arguments?.[1]?.getText() === 'import.meta.url') {
				importOf(node.arguments[0], 'url');
			}
		} else if (ts.isExportAssignment(node) || node.kind === ts.SyntaxKind.DefaultKeyword) {
			// `default:` of a switch is a clause of its own kind and never comes here.
			facts.exportsDefault = true;
		} else if (ts.isExportSpecifier(node) && node.name.text === 'default') {
			facts.exportsDefault = true;
		} else if (ts.isStringLiteralLike(node) || ts.isTemplateHead(node)) {
			facts.strings.push(node.text);
		} else if (ts.isTemplateMiddle(node) || ts.isTemplateTail(node)) {
			facts.strings.push(node.text);
		}
		ts.forEachChild(node, visit);
	};
	visit(ts.createSourceFile(path, code, ts.ScriptTarget.Latest, true));
}
