import { HarnessError, type Place } from "../result/index.ts";
import { below, pointerTokens, text } from "./pointer.ts";
import { bySchemaResource } from "./schema-resources.ts";
import type { Source } from "./source.ts";

/** The key under which other documents stand in the one that refers to them, in the order in which they were read. */
export const EXTERNAL = "x-scimproof-external";

/** Where a `$ref` leads: to a place in what has been read, or to a document that has not. */
export type Lead =
  | { readonly pointer: string }
  /** `url` is absolute and without fragment; absent where a text without an address of its own names a file. */
  | { readonly pointer?: never; readonly url: string | undefined };

/** A reference to a document that has not been read. */
export class OutsideReference extends HarnessError {
  /** Absolute, without fragment; undefined where it cannot be told what it is relative to. */
  readonly url: string | undefined;
  /** The address of the document that holds the reference. */
  readonly from: string | undefined;

  constructor(ref: string, url: string | undefined, from: string | undefined, place: Place) {
    const isRemote = /^[a-z][a-z0-9+.-]*:|^\/\//i.test(ref);
    super(
      "DOCUMENT_INVALID",
      `the reference ${JSON.stringify(ref)} ${isRemote ? "is remote" : "names another file"}, which is not read unless --allow-remote-refs is given`,
      { place, remedy: `give --allow-remote-refs, or ${BUNDLE}` },
    );
    this.url = url;
    this.from = from;
  }
}

/** What helps wherever a reference cannot be followed. */
export const BUNDLE = "bundle the document into one file first: npx @redocly/cli bundle openapi.yaml -o bundled.yaml";

/** Works out where a `$ref` leads that stands at a pointer. */
export function leadOf(source: Pick<Source, "url" | "externals" | "value">, ref: string, from: string): Lead {
  const { externals = [], value: root } = source;
  const home = homeOf(from);
  const isSchema2020 = !(text(root, "openapi") ?? "").startsWith("3.0");
  const inSchema = isSchema2020
    ? bySchemaResource({ root, pointer: home, url: addressAt(source, from), others: EXTERNAL }, ref, from)
    : undefined;
  if (inSchema !== undefined) return { pointer: inSchema };
  const [address = "", ...rest] = ref.split("#");
  const fragment = decodeFragment(rest.join("#"));
  if (address === "") return { pointer: fragment === "" || fragment.startsWith("/") ? home + fragment : fragment };
  const url = absolute(address, addressAt(source, from));
  if (url === undefined) return { url };
  if (url === source.url) return { pointer: fragment };
  const index = externals.findIndex((external) => external.url === url);
  if (index < 0) return { url };
  return { pointer: fragment === "" || fragment.startsWith("/") ? below("", EXTERNAL, index) + fragment : fragment };
}

/** The address of the document in which a pointer stands. */
export function addressAt(
  { url, externals = [] }: Pick<Source, "url" | "externals">,
  pointer: string,
): string | undefined {
  const home = homeOf(pointer);
  return home === "" ? url : externals[Number(pointerTokens(home)[1])]?.url;
}

/** The pointer of the document, among those that have been read, in which a pointer stands; empty for the first. */
export function homeOf(pointer: string): string {
  return new RegExp(`^/${EXTERNAL}/\\d+(?=/|$)`, "u").exec(pointer)?.[0] ?? "";
}

function absolute(address: string, base: string | undefined): string | undefined {
  if (base === undefined && !URL.canParse(address)) return undefined;
  if (!URL.canParse(address, base)) return undefined;
  return new URL(address, base).href;
}

function decodeFragment(fragment: string): string {
  try {
    return decodeURIComponent(fragment);
  } catch {
    // Not percent-encoded after all: a lone % is taken as written.
    return fragment;
  }
}
