import { readdirSync, readFileSync } from "node:fs";
import { builtinModules } from "node:module";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";

const ROOT = fileURLToPath(new URL("..", import.meta.url));

interface Room {
  readonly folder: string;
  readonly pure: boolean;
  readonly rooms: ReadonlySet<string>;
  readonly packages: ReadonlySet<string>;
}

/** Reads the rooms table: the page is the rule, the code is held to it. */
function readRooms(): readonly Room[] {
  const page = readFileSync(join(ROOT, "ARCHITECTURE.md"), "utf8");
  return page
    .split("\n")
    .filter((line) => /^\| `(?:src\/|suites|bench)/u.test(line))
    .map((line) => {
      const [, folder = "", what = "", rooms = "", packages = ""] = line.split("|").map((cell) => cell.trim());
      return {
        folder: folder.replaceAll("`", ""),
        pure: /\bpure\b/u.test(what),
        rooms: new Set(rooms === "nothing" ? [] : rooms.split(", ").map((room) => `src/${room}`)),
        packages: new Set(packages === "none" ? [] : packages.split(", ")),
      };
    });
}

/** Every source file of a folder, tests and their helpers left out. */
function sources(folder: string): readonly string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/u.test(entry.name) && !/\.test(?:-d)?\.tsx?$/u.test(entry.name))
    .map((entry) => relative(ROOT, join(entry.parentPath, entry.name)))
    .filter((path) => !/[-/](?:fixtures?|testing)(?:\/|\.ts$)/u.test(path) || path.startsWith("src/engine/fixtures/"));
}

/** What a file imports, statically or not. */
function importsOf(path: string): readonly string[] {
  const text = readFileSync(join(ROOT, path), "utf8").replaceAll(/\/\*[\s\S]*?\*\//gu, "");
  const declared = /^(?:import|export)\b[^"';]*?\bfrom\s+"([^"]+)"|^import\s+"([^"]+)"|\bimport\("([^"]+)"\)/gmu;
  return [...text.matchAll(declared)].map((match) => match[1] ?? match[2] ?? match[3] ?? "");
}

const rooms = readRooms();
const roomOf = (path: string): Room | undefined => rooms.find(({ folder }) => path.startsWith(`${folder}/`));

/** Every import that breaks the table, as a sentence. */
function breaches(path: string): readonly string[] {
  const room = roomOf(path);
  if (room === undefined) return path === "src/index.ts" ? [] : [`${path} is in no room`];
  return importsOf(path).flatMap((specifier) => {
    if (!specifier.startsWith(".")) return packageBreach(room, path, specifier);
    const target = relative(ROOT, resolve(ROOT, dirname(path), specifier));
    const other = roomOf(target);
    if (other === undefined || other === room) return [];
    if (!room.rooms.has(other.folder)) return [`${path}: ${room.folder} may not import ${other.folder}`];
    return target === `${other.folder}/index.ts`
      ? []
      : [`${path}: enters ${other.folder} by ${target}, not by its index.ts`];
  });
}

function packageBreach(room: Room, path: string, specifier: string): readonly string[] {
  if (specifier.startsWith("node:"))
    return room.pure ? [`${path}: ${room.folder} is pure and imports ${specifier}`] : [];
  if (builtinModules.includes(specifier)) return [`${path}: write node:${specifier}`];
  const name = specifier.startsWith("@") ? specifier.split("/").slice(0, 2).join("/") : (specifier.split("/")[0] ?? "");
  return room.packages.has(name) ? [] : [`${path}: ${room.folder} may not import the package ${name}`];
}

describe("the rooms of ARCHITECTURE.md", () => {
  test("are the folders on disk", () => {
    const folders = readdirSync(join(ROOT, "src"), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => `src/${name}`);
    expect([...folders, "suites", "bench"].sort()).toEqual(rooms.map(({ folder }) => folder).sort());
  });

  test("import only what the table allows, each by its index.ts", () => {
    const files = rooms.flatMap(({ folder }) => sources(folder));
    expect(files.length).toBeGreaterThan(50);
    expect(files.flatMap(breaches)).toEqual([]);
  });

  test("name every package that the package depends on, and no other", () => {
    const manifest = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as {
      dependencies: Record<string, string>;
      devDependencies: Record<string, string>;
    };
    // What is not in the package may use what only those have who work on it.
    const packages = new Set(rooms.flatMap((room) => [...room.packages]));
    const within = new Set(rooms.flatMap((room) => (room.folder === "bench" ? [] : [...room.packages])));
    expect([...within].sort()).toEqual(Object.keys(manifest.dependencies).sort());
    const known = new Set([...Object.keys(manifest.dependencies), ...Object.keys(manifest.devDependencies)]);
    expect([...packages].filter((name) => !known.has(name))).toEqual([]);
  });

  test("are held: a breach is found", () => {
    expect(packageBreach(rooms[0] as Room, "src/result/x.ts", "undici")).toHaveLength(1);
    expect(packageBreach(rooms[0] as Room, "src/result/x.ts", "node:fs")).toHaveLength(1);
  });
});
