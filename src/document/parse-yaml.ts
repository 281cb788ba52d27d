import { Composer, type Document, Lexer, type LineCounter, Parser, YAMLParseError } from "yaml";

/**
 * Levels of syntax, more than any document has that is read further. A text with thousands would exhaust the stack
 * while it is composed, and the process does not always survive that.
 */
const MAX_LEVELS = 500;

/**
 * Pieces of syntax: a document of 14 MB has three million. Each takes a hundred bytes and more until the text is read to
 * its end, so that a file of 64 MB would take all the memory there is.
 */
const MAX_PIECES = 8_000_000;

/** A YAML text is too much for a reader, from this offset on. */
export class TooMuchError extends Error {
  readonly offset: number;

  constructor(message: string, offset: number) {
    super(message);
    this.offset = offset;
  }
}

/**
 * The document of a YAML text with its errors, as the library's `parseDocument` gives it, but with an end to its depth and
 * its length.
 *
 * @param maxPieces of its syntax; for tests
 * @throws TooMuchError
 */
export function parseYaml(source: string, lines: LineCounter, maxPieces: number = MAX_PIECES): Document.Parsed {
  const composer = new Composer({
    stringKeys: true,
    // Duplicates are found by toPlainValue: the library's own search is quadratic in the number of keys.
    uniqueKeys: false,
    prettyErrors: false,
  });
  let first: Document.Parsed | undefined;
  for (const document of composer.compose(tokensOf(source, lines, maxPieces), true, source.length)) {
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

function* tokensOf(source: string, lines: LineCounter, maxPieces: number): ReturnType<Parser["parse"]> {
  const parser = new Parser(lines.addNewLine);
  lines.addNewLine(0);
  let pieces = 0;
  for (const lexeme of new Lexer().lex(source)) {
    yield* parser.next(lexeme);
    if (parser.stack.length > MAX_LEVELS) throw new TooMuchError("nested far too deeply", parser.offset);
    pieces += 1;
    if (pieces > maxPieces) throw new TooMuchError("has far too many parts", parser.offset);
  }
  yield* parser.end();
}
