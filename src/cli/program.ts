import { Command } from "commander";
import {
  addAccessOptions,
  addFixtureOptions,
  addInitOptions,
  addMatrixOptions,
  addRequestOptions,
  addRunOptions,
  addTargetOptions,
  consent,
  fromConfig,
  remoteRefs,
} from "./add-options.ts";
import type { RunFlags } from "./flags.ts";
import {
  AUDIT_HELP,
  COMPARE_HELP,
  COMPLETION_HELP,
  EXPLAIN_HELP,
  INIT_HELP,
  MATRIX_HELP,
  MERGE_HELP,
  PROBE_HELP,
  REPORT_HELP,
  REPORTER_HELP,
  RUN_HELP,
  TOP_HELP,
} from "./help.ts";
import type { CliIo } from "./io.ts";
import type { Given } from "./read-flags.ts";
import type { Terminal } from "./terminal.ts";
import { toolVersion } from "./version.ts";

/** Repeatable, so that the last ones given are kept too. */
const several = (value: string, earlier: readonly string[] = []): readonly string[] => [...earlier, value];

/** The command line once more. */
export interface Again {
  /** As it was typed. */
  readonly argv: readonly string[];
  /** Runs another one, in this process. */
  readonly main: (argv: readonly string[]) => Promise<number>;
}

// For whoever only looks at the commands.
const ONCE: Again = { argv: [], main: () => Promise.reject(new Error("there is no other command line")) };

/**
 * The commands, each loaded when it is called: help must not wait for what a run needs.
 *
 * @param finish is told the exit code of the command that ran
 * @param again for what runs more than one command line: `--watch`, the first run of `init`
 */
export function buildProgram(
  io: CliIo,
  terminal: Terminal,
  finish: (code: number) => void,
  again: Again = ONCE,
): Command {
  const program = new Command("scimproof")
    .description("Tells you, with evidence, whether a SCIM 2.0 endpoint does what its document and the RFCs say.")
    .version(toolVersion(), "-V, --version", "print the version")
    .helpOption("-h, --help", "print this help")
    .exitOverride()
    .showSuggestionAfterError(false)
    .configureOutput({
      writeOut: (text) => terminal.out(text),
      writeErr: (text) => terminal.err(text),
      getOutHelpWidth: () => io.columns,
      getErrHelpWidth: () => io.columns,
      getOutHasColors: () => terminal.colour.out,
      getErrHasColors: () => terminal.colour.err,
      // Errors are told in one place, with the nearest name, and never with a value.
      outputError: () => undefined,
    })
    .addHelpText("after", TOP_HELP);

  addRunOptions(program.command("run").argument("[suite...]", "cube, cube.groups.put, …").description("test a server"))
    .addHelpText("after", RUN_HELP)
    .action(async (words: readonly string[], _flags: object, command: Command) => {
      const typed = await typedFlags(command, io);
      if (typed.watch === true) {
        const { watchCommand } = await import("./commands/watch.ts");
        finish(await watchCommand({ argv: again.argv, words, typed }, io, terminal));
        return;
      }
      const { runCommand } = await import("./commands/run.ts");
      const given = await read(command, io, words);
      finish(await given.placing(() => runCommand(given.words, given, command, io, terminal)));
    });

  addInitOptions(
    program
      .command("init")
      .argument("[vendor]", "cube, …; or rfc, for any SCIM 2.0 server; or give --spec")
      .description("write a config, a profile and a pipeline, and make a first run"),
  )
    .addHelpText("after", INIT_HELP)
    .action(async (vendor: string | undefined, flags: object) => {
      const { initCommand } = await import("./commands/init.ts");
      finish(await initCommand(vendor, flags, io, terminal, again.main));
    });

  addMatrixOptions(
    program
      .command("matrix")
      .argument("<file>", "targets in rows of vendors and columns of environments, as YAML")
      .argument("[name...]", "targets, vendors or environments of it; all by default")
      .description("test many servers, and make one index of them"),
  )
    .addHelpText("after", MATRIX_HELP)
    .action(async (file: string, names: readonly string[], _flags: object, command: Command) => {
      const { matrixCommand } = await import("./commands/matrix.ts");
      const { applyEnvironment } = await import("./environment.ts");
      applyEnvironment(command, io.env);
      finish(await matrixCommand(file, names, command, io, terminal));
    });

  const doctor = program
    .command("doctor")
    .argument("[suite...]")
    .description("see whether a run could begin; test nothing");
  addRequestOptions(addFixtureOptions(addTargetOptions(doctor)))
    .option("--out <folder>", "where the journal goes (default: reports)")
    .option("--verbose", "print every exchange")
    .addOption(consent())
    .action(async (words: readonly string[], _flags: object, command: Command) => {
      const { doctorCommand } = await import("./commands/doctor.ts");
      const given = await read(command, io, words);
      finish(await given.placing(() => doctorCommand(given.words, given, io, terminal)));
    });

  const probe = program
    .command("probe")
    .argument("[suite...]")
    .description("find out what a server decides, and write a profile of it; judge nothing");
  addRequestOptions(addFixtureOptions(addTargetOptions(probe)))
    .optionsGroup("How to send, and what to write:")
    .addOption(consent())
    .option("--dry-run", "print every request that would be sent, and send none")
    .option("--grace <time>", "how long a write may take to show (default: 0s)")
    .option("--rate <n/s>", "requests a second at most")
    .option("--out <folder>", "where the journal goes (default: reports)")
    .option("--out-profile <file>", "where the profile goes (default: scimproof.profile.yaml)")
    .option("--force", "write over a profile that is there")
    .option("--verbose", "print every exchange")
    .addHelpText("after", PROBE_HELP)
    .action(async (words: readonly string[], _flags: object, command: Command) => {
      const { probeCommand } = await import("./commands/probe.ts");
      const given = await read(command, io, words);
      finish(await given.placing(() => probeCommand(given.words, given, io, terminal)));
    });

  program
    .command("audit")
    .argument("<document>", "OpenAPI as YAML or JSON, or a markdown page")
    .description("say what is wrong with a document; send nothing")
    .option("--overlay <file>", "an overlay that repairs it")
    .option("--profile <file>", "what the document cannot say")
    .addOption(remoteRefs())
    .option("--format <name>", "terminal, json or sarif (default: terminal)")
    .option("--json", "short for --format json")
    .option("--sarif <file>", "write a SARIF 2.1.0 log as well")
    .addHelpText("after", AUDIT_HELP)
    .action(async (file: string, flags: object) => {
      const { auditCommand } = await import("./commands/audit.ts");
      finish(await auditCommand(file, flags, terminal));
    });

  program
    .command("serve")
    .argument("<dialect>", "the vendor to speak like: cube; rfc for the RFCs alone")
    .description("start an embedded target, with faults if you like")
    .option("--port <n>", "0 for any that is free", "0")
    .option("--fault <id>", "something to do wrong (repeatable)", several)
    .option("--oddity <id>", "something unusual and legal to do (repeatable)", several)
    .option("--token <text>", "the bearer token to demand")
    .action(async (dialect: string, flags: object) => {
      const { serveCommand } = await import("./commands/serve.ts");
      finish(await serveCommand(dialect, flags, io, terminal));
    });

  program
    .command("list")
    .argument("<topic>", "suites, clients, checks, scenarios, requirements, faults, oddities or audit-rules")
    .description("list what there is")
    .option("--json", "as JSON")
    .action(async (topic: string, flags: { readonly json?: boolean }) => {
      const { listCommand } = await import("./commands/list.ts");
      finish(await listCommand(topic, flags.json === true, terminal));
    });

  program
    .command("explain")
    .argument("<id>", "of a suite, check, scenario, requirement, fault, oddity or audit rule")
    .description("say what an id means, and what it rests on")
    .addHelpText("after", EXPLAIN_HELP)
    .action(async (id: string) => {
      const { explainCommand } = await import("./commands/explain.ts");
      finish(await explainCommand(id, terminal));
    });

  program
    .command("completion")
    .argument("<shell>", "bash, zsh, fish or powershell")
    .description("print a script that teaches a shell these commands")
    .addHelpText("after", COMPLETION_HELP)
    .action(async (shell: string) => {
      const { completionCommand } = await import("./commands/completion.ts");
      finish(await completionCommand(shell, program, terminal));
    });

  program
    .command("report")
    .argument("<result>", "a results.json, or its folder")
    .description("make reports again, from a result alone")
    .option("--reporter <names>", REPORTER_HELP)
    .option("--out <folder>", "where reports go (default: reports)")
    .addHelpText("after", REPORT_HELP)
    .action(async (path: string, _flags: object, command: Command) => {
      const { reportCommand } = await import("./commands/report.ts");
      finish(await reportCommand(path, (await read(command, io)).flags, io, terminal));
    });

  program
    .command("compare")
    .argument("<old>", "a results.json, or its folder")
    .argument("<new>", "the one to hold against it")
    .description("say what is new, gone and changed between two results")
    .option("--fail-on <severity>", "which new findings fail: error, warning or never (default: as in the new result)")
    .option("--reporter <names>", "html,json,md: write these as well")
    .option("--out <folder>", "where they go (default: reports)")
    .option("--quiet", "print one sentence only")
    .addHelpText("after", COMPARE_HELP)
    .action(async (old: string, fresh: string, _flags: object, command: Command) => {
      const { compareCommand } = await import("./commands/compare.ts");
      finish(await compareCommand(old, fresh, (await read(command, io)).flags, terminal));
    });

  program
    .command("merge")
    .argument("<dir...>", "folders of runs: the parts that --shard made, or runs of several vendors")
    .description("join results into one, and judge it")
    .option("--baseline <file>", "known findings that do not fail it until their day is over")
    .option("--update-baseline", "write that file anew: add what fails, remove what is stale, keep the rest")
    .option("--reporter <names>", `${REPORTER_HELP}; results.json is always written`)
    .option("--out <folder>", "where reports go (default: reports)")
    .option("--quiet", "print the verdict only")
    .addHelpText("after", MERGE_HELP)
    .action(async (paths: readonly string[], _flags: object, command: Command) => {
      const { mergeCommand } = await import("./commands/merge.ts");
      finish(await mergeCommand(paths, (await read(command, io)).flags, io, terminal));
    });

  const cleanup = program
    .command("cleanup")
    .argument("<journal>", "a journal-….ndjson")
    .description("remove what a run left behind, from its journal")
    .option("--target <url>", "base URL, where it is no longer the journal's")
    .addOption(fromConfig());
  addAccessOptions(cleanup).action(async (path: string, _flags: object, command: Command) => {
    const { cleanupCommand } = await import("./commands/cleanup.ts");
    const given = await read(command, io);
    finish(await given.placing(() => cleanupCommand(path, given, io, terminal)));
  });
  return program;
}

/** What the command line and the environment say, without any config. */
async function typedFlags(command: Command, io: CliIo): Promise<RunFlags> {
  const { applyEnvironment } = await import("./environment.ts");
  applyEnvironment(command, io.env);
  return command.opts<RunFlags>();
}

/** What a command was given; what it takes to read a config is loaded only then. */
async function read(command: Command, io: CliIo, words?: readonly string[]): Promise<Given> {
  const { readFlags } = await import("./read-flags.ts");
  return await readFlags(command, io, words);
}
