import { isObject } from "../scim/index.ts";
import type { Body, BodyShape, Part } from "./part.ts";

/** One attribute that a body has; those of an extension by themselves. */
export interface Attribute {
  /** `nickName`, `urn:…:User:department`. */
  readonly path: string;
  readonly part: Part;
  /** URN of the extension that it stands under. */
  readonly under: string | undefined;
  readonly value: unknown;
}

/** The attributes of a body that its shape knows, in the order of the body. */
export function attributesIn(body: Body, { parts }: BodyShape): readonly Attribute[] {
  return Object.entries(body).flatMap(([name, value]): readonly Attribute[] => {
    const part = parts.find((one) => one.name === name);
    if (part === undefined) return [];
    if (!part.isExtension || !isObject(value)) return [{ path: part.path, part, under: undefined, value }];
    return Object.entries(value).flatMap(([inner, own]) => {
      const sub = part.parts.find((one) => one.name === inner);
      return sub === undefined ? [] : [{ path: sub.path, part: sub, under: part.name, value: own }];
    });
  });
}

/** A copy of a body with other content of some attributes; undefined leaves one out, and an extension without any. */
export function withContents(body: Body, shape: BodyShape, change: (attribute: Attribute) => unknown): Body {
  const known = new Map(attributesIn(body, shape).map((attribute) => [attribute.path, attribute]));
  const next = (path: string, value: unknown): unknown => {
    const attribute = known.get(path);
    return attribute === undefined ? value : change(attribute);
  };
  return kept(
    Object.entries(body).map(([name, value]) => {
      const part = shape.parts.find((one) => one.name === name);
      if (part?.isExtension !== true || !isObject(value)) return [name, next(part?.path ?? name, value)];
      const inner = kept(Object.entries(value).map(([sub, own]) => [sub, next(`${name}:${sub}`, own)]));
      return [name, Object.keys(inner).length === 0 ? undefined : inner];
    }),
  );
}

/** True for an attribute that no body may be without. */
export function isNeeded({ part, under }: Attribute, { parts }: BodyShape): boolean {
  return part.required && (under === undefined || parts.some((one) => one.name === under && one.required));
}

function kept(entries: readonly (readonly [string, unknown])[]): Body {
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}
