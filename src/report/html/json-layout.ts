import { type JsonNode, readJsonTree } from "./json-tree.ts";

/** A text for a person, and where in it the value stands that a pointer names. */
export interface Layout {
  readonly text: string;
  readonly mark?: { readonly from: number; readonly to: number };
}

/** What fits on one line of a report stays on one line: a member with its display, for instance. */
const ONE_LINE = 60;

/** A value of ours laid out like the bodies. */
export function layOutValue(value: unknown): string {
  return layOutJson(JSON.stringify(value) ?? "", undefined).text;
}

/** A JSON text indented for reading, every token as it was; any other text as it is. */
export function layOutJson(text: string, pointer: string | undefined): Layout {
  const tree = readJsonTree(text);
  return tree === undefined ? { text } : new Writer(pointer).write(tree);
}

class Writer {
  readonly #wanted: string | undefined;
  #text = "";
  #mark: Layout["mark"];

  constructor(pointer: string | undefined) {
    // A mark around the whole body would say nothing.
    this.#wanted = pointer === "" ? undefined : pointer;
  }

  write(tree: JsonNode): Layout {
    this.#node(tree, "", "");
    return this.#mark === undefined ? { text: this.#text } : { text: this.#text, mark: this.#mark };
  }

  #node(node: JsonNode, pointer: string, indent: string): void {
    const from = this.#text.length;
    if (node.kind === "scalar") this.#text += node.raw;
    else this.#container(node, pointer, indent);
    if (pointer === this.#wanted) this.#mark = { from, to: this.#text.length };
  }

  #container(node: Exclude<JsonNode, { kind: "scalar" }>, pointer: string, indent: string): void {
    const [open, close] = node.kind === "array" ? ["[", "]"] : ["{", "}"];
    const children = childrenOf(node);
    if (children.length === 0) {
      this.#text += open + close;
      return;
    }
    const flat = flatLength(node) <= ONE_LINE;
    const inner = `${indent}  `;
    const pad = node.kind === "object" ? " " : "";
    this.#text += open + (flat ? pad : `\n${inner}`);
    for (const [index, child] of children.entries()) {
      if (index > 0) this.#text += flat ? ", " : `,\n${inner}`;
      this.#text += child.label;
      this.#node(child.node, `${pointer}/${child.step}`, inner);
    }
    this.#text += (flat ? pad : `\n${indent}`) + close;
  }
}

interface Child {
  readonly label: string;
  readonly step: string;
  readonly node: JsonNode;
}

function childrenOf(node: Exclude<JsonNode, { kind: "scalar" }>): readonly Child[] {
  if (node.kind === "array") return node.items.map((item, index) => ({ label: "", step: String(index), node: item }));
  return node.members.map(({ rawKey, node: value }) => {
    const key: unknown = JSON.parse(rawKey);
    return { label: `${rawKey}: `, step: String(key).replaceAll("~", "~0").replaceAll("/", "~1"), node: value };
  });
}

/** The length on one line; more than {@link ONE_LINE} for whatever holds a container. */
function flatLength(node: Exclude<JsonNode, { kind: "scalar" }>): number {
  return childrenOf(node).reduce(
    (sum, child) => sum + child.label.length + 2 + (child.node.kind === "scalar" ? child.node.raw.length : ONE_LINE),
    2,
  );
}
