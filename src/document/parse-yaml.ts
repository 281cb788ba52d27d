import { Composer, type Document, Lexer, type LineCounter, Parser, YAMLParseError } from "yaml";

/**
 * Levels of syntax, more than any document has that is read further. A text with thousands would exhaust the stack
 * while it is composed, and the process does not always survive that.
 */
const MAX_LEVELS = 500;

/**
 * Pieces of syntax: a document of 14 MB has three million. Each takes two hundred bytes until the text is read to its end,
 * so that a file of 64 MB would take all the memory there is.
 */
const MAX_PIECES = 4_000_000;

/** Texts of fewer characters may be read at once; the pieces of a longer one are counted before any is kept. */
const COUNTED_FROM = 8_000_000;

/** What the lexer says between pieces of the text: begin of a document, begin of a scalar, end of a flow. */
const MARKS: ReadonlySet<string> = new Set(["\u0002", "\u0018", "\u001F"]);

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
 * @param countedFrom characters from which on pieces are counted first; for tests
 * @throws TooMuchError
 */
export function parseYaml(
  source: string,
  lines: LineCounter,
  maxPieces: number = MAX_PIECES,
  countedFrom: number = COUNTED_FROM,
): Document.Parsed {
  if (source.length >= countedFrom) countPieces(source, lines, maxPieces);
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

function countPieces(source: string, lines: LineCounter, maxPieces: number): void {
  let pieces = 0;
  let offset = 0;
  for (const lexeme of new Lexer().lex(source)) {
    pieces += 1;
    if (!MARKS.has(lexeme)) offset += lexeme.length;
    if (pieces > maxPieces) {
      lines.addNewLine(0);
      for (let at = source.indexOf("\n"); at !== -1 && at < offset; at = source.indexOf("\n", at + 1))
        lines.addNewLine(at + 1);
      throw new TooMuchError("has far too many parts", offset);
    }
  }
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
