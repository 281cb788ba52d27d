import { realpath } from "node:fs/promises";
import { dirname, join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { HarnessError } from "../result/index.ts";
import { contractFrom } from "./contract-from.ts";
import { readText } from "./read-text.ts";
import { BUNDLE, OutsideReference } from "./references.ts";
import { type Source, sourceFrom } from "./source.ts";

/** Gets the text of a document from the network; its errors say why it cannot be had. Sends no credential. */
export type FetchDocument = (url: string) => Promise<string>;

// What a document may make of one: more is a mistake, or made to keep a reader busy.
const MAX_DOCUMENTS = 50;
const MAX_CHARACTERS = 64 * 1024 * 1024;
const MAX_MS = 60_000;

const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/u;

/**
 * A document with those that it refers to, as far as its SCIM operations need them: files in its own folder or below,
 * and what https: (or http: on this machine) answers. Nothing else is read, and what no operation needs is not either.
 *
 * @throws HarnessError `DOCUMENT_INVALID` at the reference that cannot be followed, or in the document it names
 */
export async function withReferences(
  published: Source,
  overlay: Source | undefined,
  fetchText: FetchDocument,
): Promise<Source> {
  const until = performance.now() + MAX_MS;
  const externals: Source[] = [];
  const source: Source = { ...published, externals };
  let characters = 0;
  for (;;) {
    const wanted = missingIn(source, overlay);
    if (wanted === undefined) return source;
    const refuse = refuserAt(wanted);
    if (externals.length >= MAX_DOCUMENTS) throw refuse(`the document refers to more than ${MAX_DOCUMENTS} others`);
    if (performance.now() > until) throw refuse(`reading all of them takes longer than ${MAX_MS / 1000} s`);
    const found = await read(wanted, published, fetchText, refuse);
    externals.push(found);
    characters += found.text.length;
    if (characters > MAX_CHARACTERS) throw refuse(`all of them together have more than ${MAX_CHARACTERS} characters`);
  }
}

/** Makes the error for a reference that cannot be followed, at its place. */
type Refuse = (why: string, cause?: unknown) => HarnessError;

function refuserAt({ place }: OutsideReference): Refuse {
  return (why, cause) =>
    new HarnessError("DOCUMENT_INVALID", `what the reference names cannot be read: ${why}`, {
      ...(place === undefined ? {} : { place }),
      remedy: `correct the reference, or ${BUNDLE}`,
      cause,
    });
}

/** The first reference that leads out of what has been read; any other complaint comes again when the contract is made. */
function missingIn(source: Source, overlay: Source | undefined): OutsideReference | undefined {
  try {
    contractFrom(source, overlay, undefined);
    return undefined;
  } catch (error) {
    return error instanceof OutsideReference ? error : undefined;
  }
}

async function read(
  { url, from }: OutsideReference,
  root: Source,
  fetchText: FetchDocument,
  refuse: Refuse,
): Promise<Source> {
  if (url === undefined) throw refuse("it is relative, and the document has no address of its own");
  const { protocol, hostname, username, password } = new URL(url);
  if (username !== "" || password !== "") throw refuse("its address holds a user name or password");
  if (protocol === "file:") return await readFileBeside(url, from, root, refuse);
  const isNear = protocol === "http:" && LOOPBACK.test(hostname);
  if (protocol !== "https:" && !isNear) throw refuse(`${protocol} is not read: only https: and files are`);
  if (isNear && !/^(?:file:|http:)/u.test(from ?? "file:")) {
    throw refuse("a document from elsewhere may not name what is on this machine");
  }
  let text: string;
  try {
    text = await fetchText(url);
  } catch (cause) {
    throw refuse(cause instanceof Error ? cause.message : "it was not answered", cause);
  }
  return { ...sourceFrom(text, url, "DOCUMENT_INVALID"), url };
}

/** A file in the folder of the first document or below it: a document is no way to the rest of a disk. */
async function readFileBeside(url: string, from: string | undefined, root: Source, refuse: Refuse): Promise<Source> {
  if (root.url === undefined || from?.startsWith("file:") !== true || new URL(url).host !== "") {
    throw refuse("a document from elsewhere may not name files");
  }
  const [file, first] = await real(url, root.url, refuse);
  const below = relative(dirname(first), file);
  if (below.startsWith(`..${sep}`) || below === "..") throw refuse("it is outside of the document's folder");
  if (!/\.(?:ya?ml|json)$/iu.test(file)) throw refuse("only files that end in .yaml, .yml or .json are read");
  const label = join(dirname(root.file), below);
  return { ...sourceFrom(await readText(file, "DOCUMENT_INVALID"), label, "DOCUMENT_INVALID"), url };
}

/** The paths behind two addresses, symbolic links followed. */
async function real(url: string, root: string, refuse: Refuse): Promise<readonly [file: string, first: string]> {
  try {
    return [await realpath(fileURLToPath(url)), await realpath(fileURLToPath(root))];
  } catch (cause) {
    throw refuse("there is no such file", cause);
  }
}
