import { expect, test } from "vitest";
import { documentPlace } from "./document-place.ts";

const fileOf = (file: string): string => documentPlace({ file, line: 3, column: 5 }, "/home/ada/work").file;

test("a file is told relative to the working directory, with a slash between folders", () => {
  expect(documentPlace({ file: "./api/openapi.yaml", line: 3, column: 5 }, "/home/ada/work")).toEqual({
    file: "api/openapi.yaml",
    line: 3,
    column: 5,
  });
  expect(fileOf("/home/ada/work/api/open api.yaml")).toBe("api/open api.yaml");
  expect(fileOf(String.raw`api\openapi.yaml`)).toBe("api/openapi.yaml");
  expect(fileOf("specs/cube/overlay.yaml")).toBe("specs/cube/overlay.yaml");
});

test("no folder of this machine outside the working directory is told", () => {
  expect(fileOf("/home/ada/secret/openapi.yaml")).toBe("openapi.yaml");
  expect(fileOf("../../secret/openapi.yaml")).toBe("openapi.yaml");
  expect(fileOf(String.raw`C:\Users\ada\openapi.yaml`)).toBe("openapi.yaml");
});

test("an address keeps neither credentials nor query", () => {
  expect(fileOf("https://ada:geheim@example.com/a/openapi.yaml?sig=1#x")).toBe("https://example.com/a/openapi.yaml");
});

test("without a line it is the beginning", () => {
  expect(documentPlace({ file: "a.yaml" })).toEqual({ file: "a.yaml", line: 1, column: 1 });
});
