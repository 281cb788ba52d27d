import { Composer, type Document, Lexer, type LineCounter, Parser, YAMLParseError } from "yaml";

/**
 * Levels of syntax, more than any document has that is read further. A text with thousands would exhaust the stack
 * while it is composed, and the process does not always survive that.
 */
const MAX_LEVELS = 500;

/** A YAML text nests too deeply, from this offset on. */
export class TooDeepError extends Error {
  readonly offset: number;

  constructor(offset: number) {
    super("nested far too deeply");
    this.offset = offset;
  }
}

/**
 * The document of a YAML text with its errors, as the library's `parseDocument` gives it, but with an end to its depth.
 *
 * @throws TooDeepError
 */
export function parseYaml(source: string, lines: LineCounter): Document.Parsed {
  const composer = new Composer({
    stringKeys: true,
    // Duplicates are found by toPlainValue: the library's own search is quadratic in the number of keys.
    uniqueKeys: false,
    prettyErrors: false,
  });
  let first: Document.Parsed | undefined;
  for (const document of composer.compose(tokensOf(source, lines), true, source.length)) {
    if (first === undefined) first = document;
    else {
      const [start, end] = document.range;
      first.errors.push(new YAMLParseError([start, end], "MULTIPLE_DOCS", "there is more than one document"));
      break;
    }
  }
  if (first === undefined) throw new TypeError("no document was composed");
  return first;
}

function* tokensOf(source: string, lines: LineCounter): ReturnType<Parser["parse"]> {
  const parser = new Parser(lines.addNewLine);
  lines.addNewLine(0);
  for (const lexeme of new Lexer().lex(source)) {
    yield* parser.next(lexeme);
    if (parser.stack.length > MAX_LEVELS) throw new TooDeepError(parser.offset);
  }
  yield* parser.end();
}
