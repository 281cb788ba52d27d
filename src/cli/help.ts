/** Ends the help of `scimproof`: a line for each kind of reader. */
export const TOP_HELP = `
Examples:
  In a pipeline      scimproof run cube --target "$URL" --token-env SCIM_TOKEN
  For a report       scimproof run cube --server-var tenant=acme --token-env SCIM_TOKEN   then open reports/index.html
  While developing   scimproof run cube --target http://localhost:3000/api -t members --depth smoke
  Another vendor     scimproof run --spec ./openapi.yaml --target "$URL" --token-env SCIM_TOKEN
  Many servers       scimproof matrix targets.yaml
  To see it work     scimproof run
  To keep it         scimproof init

Exit codes:
  0  conformant              3  inconclusive: could not be tested
  1  nonconformant           4  a fault of scimproof itself
  2  wrong command line      130, 143  interrupted
`;

/** Ends the help of `scimproof run`. */
export const RUN_HELP = `
Every flag can be set in the environment: SCIMPROOF_TARGET, SCIMPROOF_TOKEN_ENV, SCIMPROOF_MAX_REQUESTS, …;
--fixture as SCIMPROOF_FIXTURE_USERS and SCIMPROOF_FIXTURE_GROUPS. Or in scimproof.config.yaml: docs/how-to/config.md.
What the command line says wins, then the environment, then the config.

--client okta-oin replays what Okta sends in a whole life of a User and a Group, and holds the answers to what Okta needs,
beside the suites and apart from conformance (repeatable; \`scimproof list clients\`; docs/reference/clients.md). To run it alone,
name its suites: scimproof run cube.client --client okta-oin --target …

--other-token-env names a token of a second tenant, which is sent to see and to change what the first one has made, and must
not succeed. Leave it out where you have none: what it would have tested is listed as not tested.

--baseline waivers.yaml names findings that are known: they are shown, and fail nothing until their day is over. A line whose
finding has gone fails the run, so that it cannot let the next one pass. --update-baseline writes the file; each new line
needs its reason before it holds (docs/how-to/waivers.md).

--shard 2/4 runs the second of four parts: give each its own --out, and join them with scimproof merge.

Credentials and passwords are in no report. --redact names puts pseudonyms in place of names and mail addresses,
--redact field=employeeNumber and --redact header=X-Tenant hide what else you name (repeatable).

Without any suite, document or target, every suite runs against its embedded target: that tests Scimproof, not you.
`;

/** Ends the help of `scimproof matrix`. */
export const MATRIX_HELP = `
Each target gets the folder OUT/NAME with its whole report; OUT/index.html shows them all, OUT/matrix.json says it to machines.
A target alone is run with scimproof run --config FILE#NAME; doctor, probe and cleanup take that too. docs/how-to/matrix.md.

Exit codes: the worst of all runs, in this order: 130 and 143, 4, 1, 2, 3, 0. A target that could not be begun (2) or reached (3)
keeps no other from running.

Examples:
  scimproof matrix targets.yaml --depth smoke
  scimproof matrix targets.yaml staging
  scimproof matrix targets.yaml --list                      names as JSON, for a pipeline with a job for each
  scimproof run --config targets.yaml#cube-staging --out reports/cube-staging
  scimproof matrix targets.yaml --from reports              the index of what such jobs have written
`;

/** Ends the help of `scimproof init`. */
export const INIT_HELP = `
Asks where there is a terminal; --yes, or none, takes flags and what goes without saying. It writes scimproof.config.yaml,
for a document of your own scimproof.profile.yaml, and the file of a pipeline: all of them or, interrupted, none. No
credential is written, only the name of its variable. What is there already is kept without --force.

The exit code is that of the first run; 0 where none is made: with --no-run, without a token in its variable, and on a
server that is not of this machine without --run, CI=true or your word.

Examples:
  scimproof init
  scimproof init --spec openapi.yaml --target http://localhost:3000/scim/v2 --token-env SCIM_TOKEN --ci gitlab --yes
  scimproof init cube --target embedded --ci none --yes
`;

/** What `--reporter` takes. Written out, so that help does not load the reporters; a test holds it to them. */
export const REPORTER_HELP =
  "one or several of html,md,junit,json,sarif,ctrf,har,tap,badge, with commas between (default: html,junit,json)";

/** Ends the help of `scimproof report`. */
export const REPORT_HELP = `
Made from results.json alone, and the same to the byte as what the run wrote. With md in a GitHub workflow the summary is
added to the step's summary as well (GITHUB_STEP_SUMMARY); without md nothing is.

Examples:
  scimproof report reports/results.json --reporter html,md,sarif
  scimproof report nightly/results.json --reporter badge --out docs
`;

/** Ends the help of `scimproof explain`. */
export const EXPLAIN_HELP = `
Examples:
  scimproof explain put.group.members.larger
  scimproof explain RFC7644-3.5.1-MEMBERS-REPLACED
`;

/** Ends the help of `scimproof audit`. */
export const AUDIT_HELP = `
Exit codes: 0 no defect of level error, 1 at least one, 2 the document cannot be read.

--allow-remote-refs lets a $ref name a .yaml or .json file in the document's folder or below, or an https: address, which is
asked without any credential: at most 50 documents, 16 MiB and 10 s each, no redirect to another scheme.

Examples:
  scimproof audit openapi.yaml --overlay overlay.yaml
  scimproof audit docs/update-group.md --sarif audit.sarif
  scimproof list audit-rules
`;

/** Ends the help of `scimproof probe`. */
export const PROBE_HELP = `
Exit codes: 0 a profile was written, 2 wrong command line, 3 nothing could be learnt, 4 a fault of scimproof itself.

Examples:
  scimproof probe --target http://localhost:3000/scim/v2 --token-env SCIM_TOKEN          a server of which nothing is known
  scimproof probe --spec openapi.yaml --target "$URL" --token-env SCIM_TOKEN --dry-run
  scimproof run --spec openapi.yaml --profile scimproof.profile.yaml --target "$URL" --token-env SCIM_TOKEN
`;

/** Ends the help of `scimproof compare`. */
export const COMPARE_HELP = `
Exit codes: 0 nothing new that would fail a run, 1 a new finding that would, 2 a result cannot be read.

A finding is gone where all the scenarios that showed it ran again; else it is not tested any more.

Examples:
  scimproof compare main/results.json reports
  scimproof compare old new --reporter html,md --out comparison
`;

/** Ends the help of `scimproof merge`. */
export const MERGE_HELP = `
Exit codes: as of a run of it all; 3 where a part is missing, 2 where the results cannot stand in one.

Examples:
  scimproof run cube --target "$URL" --shard 1/2 --out shards/1
  scimproof run cube --target "$URL" --shard 2/2 --out shards/2
  scimproof merge shards --baseline waivers.yaml
`;

/** Ends the help of `scimproof completion`. */
export const COMPLETION_HELP = `
Examples:
  source <(scimproof completion bash)                                       in ~/.bashrc
  source <(scimproof completion zsh)                                        in ~/.zshrc, after compinit
  scimproof completion fish | source                                        in ~/.config/fish/config.fish
  scimproof completion powershell | Out-String | Invoke-Expression          in $PROFILE
`;
