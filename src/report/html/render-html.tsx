import type { JSX } from "preact";
import { renderToString } from "preact-render-to-string";
import { powershellOf, type RunResult } from "../../result/index.ts";
import { htmlPage } from "../page.tsx";
import { inert, inertDeep } from "../text.ts";
import { VERDICT_WORD } from "../words.ts";
import { Capabilities } from "./capabilities.tsx";
import { Charts } from "./charts.tsx";
import { CleanupProof } from "./cleanup.tsx";
import { compact } from "./compact.ts";
import { Contents } from "./contents.tsx";
import { Contracts } from "./contracts.tsx";
import { Coverage } from "./coverage.tsx";
import { DocumentDefects } from "./document-defects.tsx";
import { RunFacts } from "./facts.tsx";
import { ClientFindings, ServerFindings } from "./findings.tsx";
import { Sprite } from "./icons.tsx";
import { NotTestedList } from "./not-tested.tsx";
import { PassedEvidence } from "./passed-evidence.tsx";
import { Requirements } from "./requirements.tsx";
import { Scenarios } from "./scenarios.tsx";
import { SCRIPT } from "./script.ts";
import { STYLE_BASE } from "./style-base.ts";
import { STYLE_CHARTS } from "./style-charts.ts";
import { STYLE_FINDING, STYLE_PRINT } from "./style-finding.ts";
import { STYLE_PARTS } from "./style-parts.ts";
import { STYLE_TIMELINE } from "./style-timeline.ts";
import { Trust } from "./trust.tsx";
import { Verdict } from "./verdict.tsx";
import { type View, viewOf } from "./view.ts";
import { Waivers } from "./waivers.tsx";

const STYLE = STYLE_BASE + STYLE_PARTS + STYLE_FINDING + STYLE_TIMELINE + STYLE_CHARTS + STYLE_PRINT;

/** The result as one HTML file for people: needs no network, and no script to be read. */
export function renderHtml(result: RunResult): string {
  const view = viewOf(inertDeep(result), powershellIn(result));
  const title = `${VERDICT_WORD[view.result.verdict]}: ${view.result.suites.map((suite) => suite.title).join(", ")}`;
  return htmlPage({ title, style: STYLE, script: SCRIPT, body: compact(renderToString(<Page view={view} />)) });
}

/** Commands are made from what was recorded: made inert first, a body would no longer be what was sent. */
function powershellIn({ exchanges, environment }: RunResult): View["powershell"] {
  const byKey = new Map(exchanges.map((exchange) => [`${exchange.suite} ${exchange.id}`, exchange.request]));
  return ({ suite, id }) => {
    const request = byKey.get(`${suite} ${id}`);
    if (request === undefined) return "";
    const { body, ...rest } = request;
    return inert(powershellOf(body === undefined ? rest : { ...rest, body: body.text }, environment.access));
  };
}

function Page({ view }: { readonly view: View }): JSX.Element {
  const { result } = view;
  return (
    <>
      <a class="skip" href="#main">
        Skip to the verdict
      </a>
      <Sprite />
      <div class="page">
        <Contents view={view} />
        <main id="main">
          <Verdict result={result} />
          <RunFacts result={result} />
          <Trust result={result} />
          <ServerFindings view={view} />
          <ClientFindings view={view} />
          <DocumentDefects view={view} />
          <Waivers view={view} />
          <Charts view={view} />
          <Requirements view={view} />
          <Coverage result={result} />
          <Contracts result={result} />
          <Capabilities result={result} />
          <Scenarios view={view} />
          <NotTestedList view={view} />
          <PassedEvidence view={view} />
          <CleanupProof result={result} />
          <footer>
            Made by {result.tool.name} {result.tool.version} from results.json alone; run{" "}
            {result.suites.map((suite) => suite.runId).join(", ")}. A conformant verdict speaks for what was tested, as
            listed here, and for nothing else.
          </footer>
        </main>
      </div>
    </>
  );
}
