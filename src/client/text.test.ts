import { expect, test } from "vitest";
import { decodeText } from "./text.ts";

test.each([
  ["little", (text: string) => Buffer.from(text, "utf16le")],
  ["big", (text: string) => Buffer.from(text, "utf16le").swap16()],
])("UTF-16 that says so is read as such, and is no UTF-8: %s end first", (_, encode) => {
  expect(decodeText(encode('\ufeff{"a":"Zürich"}'), true)).toEqual({ text: '{"a":"Zürich"}', utf8: false, bom: false });
});
