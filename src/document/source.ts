import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { HarnessError, type HarnessErrorCode, type Place } from "../result/index.ts";
import { documentFence } from "./fence.ts";
import { parseText } from "./parse-text.ts";
import { isObject } from "./pointer.ts";
import { readText } from "./read-text.ts";

/** A document, overlay or profile as read from its file. */
export interface Source {
  readonly file: string;
  /** Its absolute address, to which its references are relative; absent for a text that has none. */
  readonly url?: string;
  /** The documents that it refers to, in the order in which they were read. */
  readonly externals?: readonly Source[];
  /** The file's whole text: what a digest is made of. */
  readonly text: string;
  /** The value as published. Belongs to the caller, who may change it. */
  readonly value: Record<string, unknown>;
  /** The one operation that a documentation page is about. */
  readonly focus?: { readonly method: string; readonly path: string };
  /** Where the thing a pointer names stands in the file as given. */
  readonly placeOf: (pointer: string) => Place;
}

/**
 * Reads a YAML or JSON file, or a markdown page that carries one in a fenced block.
 *
 * @param file path of the file
 * @param code the code of every error thrown
 * @param label the file's name in places, where its path would only speak of this machine
 * @param read what is to be read of the text, line for line, where that is not all of it
 * @throws HarnessError with `code`, a place and a remedy, whatever the file holds.
 */
export async function readSource(
  file: string,
  code: HarnessErrorCode,
  label: string = file,
  read: (text: string) => string = (text) => text,
): Promise<Source> {
  const text = await readText(file, code, label);
  return { ...sourceFrom(read(text), label, code), text, url: pathToFileURL(resolve(file)).href };
}

/** {@link readSource} for a text already at hand. */
export function sourceFrom(text: string, file: string, code: HarnessErrorCode): Source {
  const fence = /\.(ya?ml|json)$/i.test(file) ? undefined : documentFence(text);
  if (fence === undefined && /\.(md|mdx|markdown)$/i.test(file)) {
    throw new HarnessError(code, "the page has no fenced block with an OpenAPI document", {
      place: { file, line: 1, column: 1 },
      remedy: "give a page with a block ```yaml … ``` that begins with openapi:, or the YAML or JSON file itself",
    });
  }
  const origin = { file, firstLine: fence?.firstLine ?? 1, indent: fence?.indent ?? 0 };
  const { value, placeOf } = parseText(fence?.text ?? text, origin, code);
  if (!isObject(value)) {
    throw new HarnessError(code, `holds ${kindOf(value)} where a mapping is expected`, {
      place: placeOf(""),
      remedy: "begin the file with a key such as openapi:",
    });
  }
  return {
    file,
    text,
    value,
    placeOf,
    ...(fence?.focus === undefined ? {} : { focus: fence.focus }),
  };
}

function kindOf(value: unknown): string {
  if (value === null) return "nothing";
  if (Array.isArray(value)) return "a list";
  return `a ${typeof value}`;
}
