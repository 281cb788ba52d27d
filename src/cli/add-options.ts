import { Command, Option } from "commander";
import { REPORTER_HELP } from "./help.ts";

const collect = (value: string, earlier: readonly string[] = []): readonly string[] => [...earlier, value];

/** A flag that may be given more than once. */
function repeatable(flags: string, description: string): Option {
  return new Option(flags, description).argParser(collect);
}

/** Whether a document may name others. */
export function remoteRefs(): Option {
  return new Option("--allow-remote-refs", "read what its $refs name: files beside it, and https: without credentials");
}

/** What may be written to without being asked for by its name alone. */
export function consent(): Option {
  return new Option("--yes", "a target that is no server of this machine may be written to (CI=true says the same)");
}

/** Where flags stand in a file. */
export function fromConfig(): Option {
  return new Option(
    "--config <file>",
    "flags in a file, or in FILE#TARGET of a file of targets (default: scimproof.config.yaml, .yml, .mjs, .js or .ts, if there)",
  );
}

/** Which document and which server, and how to get in. */
export function addTargetOptions(command: Command): Command {
  command
    .optionsGroup("What to test:")
    .option("--target <url>", "base URL of your server, in place of the document's; or `embedded` for Scimproof's own")
    .option("--server <name>", "one of the document's servers, by name or URL")
    .addOption(repeatable("--server-var <name=value>", "a variable of that server's URL (repeatable)"))
    .option("--spec <file>", "your OpenAPI document: YAML, JSON, or a markdown page that carries one")
    .option("--overlay <file>", "an OpenAPI Overlay that repairs it")
    .addOption(remoteRefs())
    .addOption(
      repeatable("--path-param <name=value>", "a parameter of its paths that stands before the id (repeatable)"),
    )
    .option("--profile <file>", "what OpenAPI cannot say about it, as YAML")
    .addOption(fromConfig());
  return addAccessOptions(command).option(
    "--other-token-env <name>",
    "variable that holds a token of another tenant, which must neither see nor change what the first one has",
  );
}

/** How to get in. */
export function addAccessOptions(command: Command): Command {
  return command
    .optionsGroup("How to get in (credentials come from environment variables, never from the command line):")
    .option("--token-env <name>", "variable that holds a bearer token")
    .option("--basic-env <name>", "variable that holds user:password")
    .addOption(repeatable("--header-env <header=name>", "variable that holds the value of a header (repeatable)"))
    .addOption(repeatable("--header <line>", "a header for every request, 'Name: value'; no credentials (repeatable)"))
    .option("--ca <file>", "certificates (PEM) to trust beside those that the machine trusts")
    .option("--cert <file>", "client certificate (PEM), where the server demands one")
    .option("--key <file>", "its private key (PEM)")
    .option("--key-passphrase-env <name>", "variable that holds the passphrase of that key")
    .option("--insecure", "accept any certificate: whoever is on the way can read and change everything");
}

/** What may be used on the server, and how carefully. */
export function addFixtureOptions(command: Command): Command {
  return command
    .addOption(repeatable("--fixture <kind=ids>", "users=ID,ID or groups=ID,ID that may be written to (repeatable)"))
    .option("--allow-leftovers", "run although what is made cannot be removed");
}

/** How long a request may take and how much may come back. */
export function addRequestOptions(command: Command): Command {
  return command
    .option("--timeout <time>", "for one request (default: 10s)")
    .option("--max-body <size>", "the largest answer to read (default: 32MiB)");
}

/** All that forms a run beside its target. */
export function addRunOptions(command: Command): Command {
  addTargetOptions(command).optionsGroup("How much to test:");
  return addRequestOptions(
    addFixtureOptions(
      command
        .addOption(
          repeatable(
            "--client <name>",
            "replay what an identity provider sends as well: okta-oin, okta-aiw, entra, entra-scim2, onelogin (repeatable)",
          ),
        )
        .option("--depth <depth>", "smoke, standard or thorough (default: standard)")
        .option("-t, --grep <regexp>", "only scenarios whose id or title matches")
        .option("--grep-invert <regexp>", "only scenarios whose id and title do not match")
        .option("--shard <i/n>", "only the i-th of n parts")
        .option("--seed <n>", "a number, or `random` (default: made from the document)")
        .option("--runs <n>", "generated histories in each lane of a property (default: by depth)")
        .option("--replay <id>", "run the recorded counterexample of a finding again, and nothing else")
        .option("--from <file>", "the results.json that holds it (default: results.json in --out)")
        .option("--max-requests <n>", "stop after so many requests")
        .option("--time-budget <time>", "stop after so long: 60s")
        .option("--max-failures <n>", "stop after so many findings that fail the run")
        .option("--no-auth-probes", "send no wrong credentials"),
    )
      .optionsGroup("How to send:")
      .addOption(consent())
      .option("--dry-run", "print every request that would be sent, and send none")
      .option("--concurrency <n>", "requests at a time (default: 4)")
      .option("--rate <n/s>", "requests a second at most")
      .option("--grace <time>", "how long a write may take to show (default: 0s)"),
  )
    .optionsGroup("What fails, and what to write:")
    .option("--baseline <file>", "known findings that do not fail the run until their day is over")
    .option("--update-baseline", "write that file anew: add what fails, remove what is stale, keep the rest")
    .option("--fail-on <severity>", "error, warning or never (default: error)")
    .option("--strict", "what could not be tested makes the run inconclusive")
    .addOption(
      repeatable(
        "--redact <what>",
        "names, field=ATTRIBUTE or header=NAME: kept out of all that is written (repeatable)",
      ),
    )
    .option("--out <folder>", "where reports go (default: reports)")
    .option("--reporter <names>", `${REPORTER_HELP}; results.json is always written`)
    .option("--watch", "run again when document, profile or config change, or on a key")
    .option("--quiet", "print the verdict only")
    .option("--verbose", "print every exchange");
}

/** Flags of `run` that may be said for all targets of a matrix; what belongs to one stands in the file. */
const OF_ALL: ReadonlySet<string> = new Set([
  "client",
  "depth",
  "grep",
  "grepInvert",
  "seed",
  "runs",
  "maxRequests",
  "timeBudget",
  "maxFailures",
  "authProbes",
  "yes",
  "timeout",
  "maxBody",
  "concurrency",
  "rate",
  "grace",
  "failOn",
  "strict",
  "redact",
  "out",
  "reporter",
  "quiet",
]);

/** The flags of `run` for all targets, and those of the matrix itself. */
export function addMatrixOptions(command: Command): Command {
  for (const option of addRunOptions(new Command("run")).options) {
    if (OF_ALL.has(option.attributeName())) command.addOption(option);
  }
  return command
    .optionsGroup("Which, and how many at once:")
    .option("--list", "print the names of the targets as JSON, and run nothing")
    .option("--parallel <n>", "targets at a time; those on one server come one after the other (default: 4)")
    .option("--from <folder>", "run nothing: make the index of the results in its folders");
}

/** What `init` is told where nobody is asked. */
export function addInitOptions(command: Command): Command {
  return command
    .option("--spec <file>", "your OpenAPI document: YAML, JSON, or a markdown page that carries one")
    .option("--overlay <file>", "an OpenAPI Overlay that repairs it")
    .addOption(remoteRefs())
    .addOption(repeatable("--path-param <name=value>", "a parameter of its paths before the id (repeatable)"))
    .option("--target <url>", "base URL of your server")
    .option("--token-env <name>", "variable that holds a bearer token; `none` where the server wants none")
    .option("--ci <name>", "github, gitlab, jenkins or none")
    .option("--yes", "ask nothing: take what goes without saying; nothing is consented to")
    .option("--force", "overwrite what is there")
    .option("--run", "make the first run also on a server that is not of this machine")
    .option("--no-run", "make no first run");
}
