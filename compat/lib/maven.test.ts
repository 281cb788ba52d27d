import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { filesBelow, javaVersion, whatMavenSays } from "./maven.ts";

test("the version of Java is read from what its compiler says", () => {
  expect(javaVersion("javac 17.0.15\n")).toBe("17.0");
  expect(javaVersion("javac 21\n")).toBe("21.0");
  expect(javaVersion("")).toBeUndefined();
});

test("of what Maven writes, its first error is told, without colours", () => {
  const output =
    "[INFO] Scanning\n[\u001B[1;31mERROR\u001B[m] \n[\u001B[1;31mERROR\u001B[m] \u001B[1mNo such artifact\u001B[m\n[ERROR] Help";
  expect(whatMavenSays(output)).toBe("No such artifact");
  expect(whatMavenSays("")).toBeUndefined();
});

test("the files below a folder are told in one order; where there is no folder there are none", () => {
  const folder = mkdtempSync(join(tmpdir(), "scimproof-maven-"));
  try {
    mkdirSync(join(folder, "b", "c"), { recursive: true });
    for (const file of ["b/c/1", "b/2", "a"]) writeFileSync(join(folder, file), "");
    expect(filesBelow(folder)).toEqual(["a", "b/2", "b/c/1"].map((file) => join(folder, file)));
    expect(filesBelow(join(folder, "none"))).toEqual([]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
