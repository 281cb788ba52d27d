import type { JSX } from "preact";
import type { RunResult, SuiteResult } from "../../result/index.ts";
import { duration } from "../text.ts";
import { waiverCounts, waiverRows } from "../waiver-rows.ts";
import { VERDICT_WORD } from "../words.ts";
import { Mark } from "./icons.tsx";
import { layOutValue } from "./json-layout.ts";
import { CopyBox, Facts, Section } from "./parts.tsx";
import { VERDICT_LOOK } from "./tones.ts";

/** What was tested, with what, and how to do it again. */
export function RunFacts({ result }: { readonly result: RunResult }): JSX.Element {
  const { environment, tool, startedAt, summary } = result;
  const { configuration } = environment;
  return (
    <Section id="facts" title="What was tested">
      {result.suites.map((suite) => (
        <div class="card" key={suite.id}>
          <h3 class="sub">{suite.title}</h3>
          <Facts rows={suiteRows(suite)} />
        </div>
      ))}
      <div class="card">
        <h3 class="sub">The run</h3>
        <Facts
          rows={[
            ["Started", <time dateTime={startedAt}>{instant(startedAt)}</time>],
            ["Took", duration(summary.durationMs)],
            ["Tool", `${tool.name} ${tool.version}, Node ${environment.node} on ${environment.platform}`],
            ["Fails on", failsOn(result)],
            ["Profile", profileOf(configuration)],
            ["Client", clientsOf(result)],
            ["Waivers", <WaiverFact result={result} />],
            ["Command that repeats it", <CopyBox what="the command of the run" text={environment.command} />],
            ["Configuration, credentials removed", <pre>{layOutValue(configuration)}</pre>],
          ]}
        />
      </div>
    </Section>
  );
}

function suiteRows(suite: SuiteResult): readonly (readonly [string, JSX.Element | string])[] {
  const { target, document } = suite;
  return [
    ["Verdict", <Mark look={VERDICT_LOOK[suite.verdict]} word={VERDICT_WORD[suite.verdict]} />],
    ["Because", suite.reason],
    ["Target", <TargetAddress {...target} />],
    ...(target.access === undefined ? [] : [["Access", target.access.join(", ")] as const]),
    ["Document", `${document.title} ${document.version} (OpenAPI ${document.openapi}, ${document.name})`],
    ["Digest", <code>{document.digest}</code>],
    ["Suite", <code>{suite.id}</code>],
    ["Depth", suite.depth],
    ["Seed", <code>{suite.seed}</code>],
    ["Run id", <code>{suite.runId}</code>],
  ];
}

/** Testing the embedded target must never look like testing a server. */
function TargetAddress({ url, kind, insecure }: SuiteResult["target"]): JSX.Element {
  return (
    <>
      <code>{url}</code>
      {insecure === true && <strong> – any certificate was accepted (--insecure)</strong>}
      {kind === "embedded" && <strong> – an embedded target of Scimproof, not a server of the vendor</strong>}
    </>
  );
}

/** What says what OpenAPI cannot: the configuration names it where it is not the vendor's own. */
function profileOf({ profile, spec }: Readonly<Record<string, unknown>>): string {
  if (typeof profile === "string") return profile;
  return spec === undefined
    ? "the vendor's, as it comes with the tool; the digest covers it"
    : "none: the document alone";
}

function clientsOf({ clients = [] }: RunResult): string {
  const titles = [...new Set(clients.map(({ title }) => title))];
  return titles.length === 0 ? "none: no identity provider was asked for with --client" : titles.join(", ");
}

function WaiverFact({ result }: { readonly result: RunResult }): JSX.Element {
  const { waivers } = result;
  if (waivers === undefined) return <>none: no --baseline was given</>;
  return (
    <>
      <a href="#waivers">{waiverCounts(waiverRows(result))}</a>, from {waivers.file} as of {waivers.on}
    </>
  );
}

function failsOn({ gate }: RunResult): string {
  const strict = gate.strict ? "; what was blocked or not tested makes it inconclusive" : "";
  return `${gate.failOn === "never" ? "nothing" : `a finding of severity ${gate.failOn}`}${strict}`;
}

/** As recorded, in UTC, to the second: never in the reader's zone, which would change the page. */
function instant(iso: string): string {
  return iso.replace("T", " ").replace(/(?:\.\d+)?Z$/, " UTC");
}
