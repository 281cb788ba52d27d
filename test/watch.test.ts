import { spawn } from "node:child_process";
import { once } from "node:events";
import { copyFileSync, mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { setImmediate } from "node:timers/promises";
import { describe, expect, onTestFinished, test } from "vitest";
import { main } from "../src/cli/index.ts";
import type { CliIo, RunSignal } from "../src/cli/io.ts";
import { machineMeans, type WatchMeans } from "../src/cli/watch/means.ts";
import { SAMPLE_RESULT } from "../src/report/fixtures/sample-result.ts";
import { cube, tempFolder } from "./support/cli-run.ts";

/** A machine that does nothing by itself: runs end, files change and keys are pressed when a test says so. */
class FakeMachine implements WatchMeans {
  readonly started: string[][] = [];
  readonly stops: RunSignal[] = [];
  readonly watching: (readonly string[])[] = [];
  open = 0;
  #onChange: (file: string) => void = () => undefined;
  #onKey: (key: string) => void = () => undefined;
  #end: (code: number) => void = () => undefined;
  #wake: () => void = () => undefined;

  watch(files: readonly string[], onChange: (file: string) => void): () => void {
    this.watching.push(files);
    this.#onChange = onChange;
    this.open += 1;
    return () => {
      this.open -= 1;
    };
  }

  keys = (onKey: (key: string) => void): (() => void) => {
    this.#onKey = onKey;
    this.open += 1;
    return () => {
      this.open -= 1;
    };
  };

  start(argv: readonly string[]): ReturnType<WatchMeans["start"]> {
    this.started.push([...argv]);
    this.#wake();
    return {
      ended: new Promise((end) => {
        this.#end = end;
      }),
      stop: (signal) => this.stops.push(signal),
    };
  }

  /** Waits until the n-th run has begun. */
  async begun(count: number): Promise<void> {
    while (this.started.length < count) {
      await new Promise<void>((wake) => {
        this.#wake = wake;
      });
    }
  }

  change(file: string): void {
    this.#onChange(file);
  }

  async press(key: string): Promise<void> {
    this.#onKey(key);
    await setImmediate();
  }

  /** The run that is under way ends. */
  async end(code: number): Promise<void> {
    this.#end(code);
    await setImmediate();
  }
}

interface Watching {
  readonly machine: FakeMachine;
  readonly code: Promise<number>;
  readonly said: () => string;
  readonly signal: (signal: RunSignal) => void;
}

function watching(argv: readonly string[], machine = new FakeMachine(), cwd = tempFolder()): Watching {
  let said = "";
  const listeners = new Set<(signal: RunSignal) => void>();
  const io: CliIo = {
    stdout: { write: () => undefined },
    stderr: { write: (text) => (said += text) },
    env: {},
    cwd,
    columns: 100,
    onSignal: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    watching: machine,
  };
  const code = main(argv, io);
  return { machine, code, said: () => said, signal: (signal) => listeners.forEach((listener) => listener(signal)) };
}

const ARGV = ["run", "--watch", "--spec", "openapi.yaml", "--target", "http://127.0.0.1:1"];

describe("run --watch", () => {
  test("runs at once, without --watch, and again when a file changes or a key asks for it", async () => {
    const { machine, code, said } = watching(ARGV);
    await machine.begun(1);
    expect(machine.started).toEqual([["run", "--spec", "openapi.yaml", "--target", "http://127.0.0.1:1"]]);
    await machine.end(1);
    expect(said()).toContain("f only what failed");
    machine.change("/somewhere/openapi.yaml");
    await machine.begun(2);
    expect(said()).toContain("openapi.yaml has changed");
    await machine.end(0);
    for (const key of ["r", "\r"]) {
      await machine.press(key);
      await machine.begun(machine.started.length);
      await machine.end(0);
    }
    await machine.press("x");
    expect(machine.started).toHaveLength(4);
    await machine.press("q");
    expect(await code).toBe(0);
    expect(machine).toMatchObject({ open: 0, stops: [] });
  });

  test("ends with the exit code of the run before", async () => {
    const { machine, code } = watching(ARGV);
    await machine.begun(1);
    await machine.end(3);
    await machine.press("q");
    expect(await code).toBe(3);
  });

  test("a run that is under way is interrupted, and the next waits until it has cleaned up", async () => {
    const { machine, code } = watching(ARGV);
    await machine.begun(1);
    machine.change("openapi.yaml");
    machine.change("openapi.yaml");
    await setImmediate();
    expect(machine).toMatchObject({ stops: ["SIGINT"] });
    machine.change("profile.yaml");
    expect(machine.started).toHaveLength(1);
    await machine.end(130);
    await machine.begun(2);
    // What changed before it began, it has read: there is no third.
    await machine.end(0);
    await setImmediate();
    expect(machine.started).toHaveLength(2);
    await machine.press("q");
    expect(await code).toBe(0);
  });

  test.for([
    ["SIGINT", 130],
    ["SIGTERM", 143],
  ] as const)("%s while a run makes room for the next one: there is no next one", async ([name, expected]) => {
    const { machine, code, signal } = watching(ARGV);
    await machine.begun(1);
    machine.change("openapi.yaml");
    await setImmediate();
    signal(name);
    await machine.end(130);
    expect(await code).toBe(expected);
    expect(machine.started).toHaveLength(1);
    expect(machine).toMatchObject({ stops: ["SIGINT", name], open: 0 });
  });

  test("q while a run makes room for the next one: there is no next one", async () => {
    const { machine, code } = watching(ARGV);
    await machine.begun(1);
    await machine.end(1);
    machine.change("openapi.yaml");
    await machine.begun(2);
    machine.change("openapi.yaml");
    await setImmediate();
    await machine.press("q");
    await machine.end(130);
    // Of the last run that came to its end.
    expect(await code).toBe(1);
    expect(machine.started).toHaveLength(2);
    expect(machine).toMatchObject({ stops: ["SIGINT"], open: 0 });
  });

  test.for([
    ["SIGINT", 130],
    ["SIGTERM", 143],
  ] as const)("%s goes to the run, twice where it comes twice, and ends with %i", async ([name, expected]) => {
    const { machine, code, signal } = watching(ARGV);
    await machine.begun(1);
    signal(name);
    await setImmediate();
    signal(name);
    await machine.end(expected);
    expect(await code).toBe(expected);
    expect(machine).toMatchObject({ stops: [name, name], open: 0 });
  });

  test("Ctrl-C as a key is the signal; while nothing runs it ends at once", async () => {
    const { machine, code } = watching(ARGV);
    await machine.begun(1);
    await machine.end(1);
    await machine.press("\u0003");
    expect(await code).toBe(130);
  });

  test("f runs what failed, and nothing else until all is asked for", async () => {
    const folder = tempFolder();
    mkdirSync(join(folder, "reports"));
    writeFileSync(join(folder, "reports", "results.json"), JSON.stringify(SAMPLE_RESULT));
    const ids = SAMPLE_RESULT.suites
      .flatMap(({ scenarios }) => scenarios)
      .filter(({ outcome }) => outcome === "failed")
      .map(({ id }) => id);
    expect(ids.length).toBeGreaterThan(0);
    const { machine, code } = watching(ARGV, new FakeMachine(), folder);
    await machine.begun(1);
    await machine.end(1);
    await machine.press("f");
    await machine.begun(2);
    const failed = machine.started[1]?.slice(-2);
    expect(failed?.[0]).toBe("--grep");
    const grep = new RegExp(failed?.[1] ?? "", "u");
    for (const id of ids) expect(`${id} A title`).toMatch(grep);
    expect(`${ids[0] ?? ""}X A title`).not.toMatch(grep);
    await machine.end(1);
    machine.change("profile.yaml");
    await machine.begun(3);
    expect(machine.started[2]).toEqual(machine.started[1]);
    await machine.end(1);
    await machine.press("r");
    await machine.begun(4);
    expect(machine.started[3]).toEqual(machine.started[0]);
    await machine.end(1);
    await machine.press("q");
    expect(await code).toBe(1);
  });

  test("watches config, document, overlay and profile, also those that a config names, and a vendor's own", async () => {
    const folder = tempFolder();
    writeFileSync(join(folder, "scimproof.config.yaml"), "spec: a.yaml\nprofile: p.yaml\ntarget: http://127.0.0.1:1\n");
    const { machine, code } = watching(["run", "--watch"], new FakeMachine(), folder);
    await machine.begun(1);
    expect(machine.watching[0]).toEqual(
      expect.arrayContaining(
        ["scimproof.config.yaml", "scimproof.config.mjs", "a.yaml", "p.yaml"].map((name) => join(folder, name)),
      ),
    );
    // It names another document from now on.
    writeFileSync(join(folder, "scimproof.config.yaml"), "spec: b.yaml\ntarget: http://127.0.0.1:1\n");
    await machine.end(0);
    machine.change(join(folder, "scimproof.config.yaml"));
    await machine.begun(2);
    expect(machine.watching[1]).toContain(join(folder, "b.yaml"));
    expect(machine.watching[1]).not.toContain(join(folder, "a.yaml"));
    // A config that cannot be read is no reason to stop: the run tells, and it is put right.
    writeFileSync(join(folder, "scimproof.config.yaml"), "spec: [\n");
    await machine.end(0);
    await machine.press("r");
    await machine.begun(3);
    await machine.end(2);
    await machine.press("q");
    expect(await code).toBe(2);
    const vendor = watching(["run", "cube.groups", "--target", "embedded", "--watch"]);
    await vendor.machine.begun(1);
    expect(vendor.machine.watching[0]).toEqual(
      expect.arrayContaining([resolve("specs/cube/profile.yaml"), resolve("suites/cube.groups.put.suite.ts")]),
    );
    await vendor.machine.end(0);
    await vendor.machine.press("q");
    await vendor.code;
  });
});

describe("the machine", () => {
  test("tells of its own files: written, put in another's place, made; of no others", async () => {
    const folder = tempFolder();
    const file = (name: string): string => join(folder, name);
    writeFileSync(file("a.yaml"), "1");
    const told: string[] = [];
    let wake: (() => void) | undefined;
    const close = machineMeans().watch([file("a.yaml"), file("b.yaml")], (path) => {
      told.push(path);
      wake?.();
    });
    onTestFinished(close);
    /** Waits until one has been told of, and forgets what was. */
    const hears = async (name: string): Promise<void> => {
      while (!told.includes(file(name))) {
        await new Promise<void>((resume) => {
          wake = resume;
        });
      }
      expect(told.filter((path) => path === file("other.yaml"))).toEqual([]);
      told.length = 0;
    };
    writeFileSync(file("a.yaml"), "22");
    await hears("a.yaml");
    writeFileSync(file("other.yaml"), "333");
    writeFileSync(file("b.yaml"), "333");
    await hears("b.yaml");
    copyFileSync(file("other.yaml"), file(".a.yaml.swp"));
    renameSync(file(".a.yaml.swp"), file("a.yaml"));
    await hears("a.yaml");
    rmSync(file("b.yaml"));
    await hears("b.yaml");
  });

  test("a run in a process of its own, interrupted, removes what it made and says 130", async () => {
    const target = await cube();
    const folder = tempFolder();
    const config = join(folder, "scimproof.config.yaml");
    const text = `suites: [cube]\ntarget: ${target.url}\ntokenEnv: WATCH_TOKEN\nout: reports\n`;
    writeFileSync(config, `${text}grep: put.group.rename\n`);
    const script = resolve("dist/src/cli/main.js");
    const child = spawn(process.execPath, [script, "run", "--watch"], {
      cwd: folder,
      env: { ...process.env, WATCH_TOKEN: target.token },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let said = "";
    const until = async (awaited: string): Promise<void> => {
      while (!said.includes(awaited)) {
        const [data] = (await once(child.stderr, "data")) as [Buffer];
        said += data.toString();
      }
      said = said.slice(said.indexOf(awaited) + awaited.length);
    };
    await until("waiting for a change of");
    // From now on there is enough to do for Ctrl-C to come in the middle.
    writeFileSync(config, text);
    await until("has changed");
    await until("Will ");
    child.kill("SIGINT");
    const [code] = (await once(child, "exit")) as [number];
    expect(code).toBe(130);
    expect(target.snapshot()).toEqual({ users: [], groups: [] });
  });
});
