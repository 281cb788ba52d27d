import { createHash } from "node:crypto";
import type { ComponentChildren, JSX } from "preact";
import { renderToString } from "preact-render-to-string";
import type { Comparison } from "../../result/index.ts";
import { inertDeep } from "../text.ts";
import { changeWords, type FindingSection, findingSections, requirementSections, seenBy } from "./sections.ts";

const STYLE = `:root{color-scheme:light dark;--fg:#1b1f24;--bg:#fff;--soft:#57606a;--line:#d0d7de;--bad:#a40e26;--good:#116329;--caution:#7d4e00;--quiet:#57606a}
@media (prefers-color-scheme:dark){:root{--fg:#e6edf3;--bg:#0d1117;--soft:#9da7b1;--line:#30363d;--bad:#ff8f87;--good:#6fdd8b;--caution:#e3b341;--quiet:#9da7b1}}
*{box-sizing:border-box}body{font:16px/1.5 system-ui,sans-serif;color:var(--fg);background:var(--bg);max-width:62rem;margin:0 auto;padding:1.5rem}
h1{font-size:1.5rem;margin:0 0 .5rem}h2{font-size:1.15rem;margin:2rem 0 .5rem;border-bottom:1px solid var(--line);padding-bottom:.25rem}
.sentence{font-size:1.1rem;font-weight:600}.soft{color:var(--soft)}
table{border-collapse:collapse;width:100%}th,td{text-align:left;padding:.3rem .6rem .3rem 0;border-bottom:1px solid var(--line);vertical-align:top;overflow-wrap:anywhere}
ul{padding:0;list-style:none}li{margin:0 0 .8rem;padding-left:.8rem;border-left:4px solid var(--line);overflow-wrap:anywhere}
li.bad{border-color:var(--bad)}li.good{border-color:var(--good)}li.caution{border-color:var(--caution)}
p{margin:.2rem 0}code{font:.9em ui-monospace,monospace}
@media print{body{max-width:none;padding:0}li{break-inside:avoid}}`;

const POLICY = `default-src 'none'; style-src 'sha256-${createHash("sha256").update(STYLE).digest("base64")}'; base-uri 'none'; form-action 'none'`;

/** A comparison as one page: no script, no network, every text of a server inert. */
export function renderCompareHtml(comparison: Comparison): string {
  return `<!doctype html>\n${renderToString(<Page comparison={inertDeep(comparison)} />)}\n`;
}

function Page({ comparison }: { readonly comparison: Comparison }): JSX.Element {
  return (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content={POLICY} />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>Scimproof: what has changed</title>
        <style dangerouslySetInnerHTML={{ __html: STYLE }} />
      </head>
      <body>
        <main>
          <h1>What has changed</h1>
          <p class="sentence">{comparison.sentence}</p>
          <Sides comparison={comparison} />
          {comparison.notes.length > 0 && (
            <Section title="To be kept in mind">
              <ul>
                {comparison.notes.map((note) => (
                  <li class="caution">{note}</li>
                ))}
              </ul>
            </Section>
          )}
          {findingSections(comparison).map((section) => (
            <Findings section={section} />
          ))}
          {requirementSections(comparison).map(({ title, changes }) => (
            <Section title={`${title} (${changes.length})`}>
              <ul>
                {changes.map((change) => (
                  <li>
                    <p>
                      <strong>{change.id}</strong> {changeWords(change)}
                    </p>
                    <p>{change.text}</p>
                    {change.reason !== undefined && <p class="soft">{change.reason}</p>}
                    <p class="soft">{change.suite}</p>
                  </li>
                ))}
              </ul>
            </Section>
          ))}
        </main>
      </body>
    </html>
  );
}

function Sides({ comparison }: { readonly comparison: Comparison }): JSX.Element {
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">Which</th>
          <th scope="col">Result</th>
          <th scope="col">Verdict</th>
          <th scope="col">Run at</th>
          <th scope="col">Scimproof</th>
        </tr>
      </thead>
      <tbody>
        {(["old", "new"] as const).map((which) => {
          const { file, verdict, startedAt, toolVersion } = comparison[which];
          return (
            <tr>
              <th scope="row">{which}</th>
              <td>{file}</td>
              <td>{verdict}</td>
              <td>{startedAt}</td>
              <td>{toolVersion}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

function Section({ title, children }: { readonly title: string; readonly children: ComponentChildren }): JSX.Element {
  return (
    <section>
      <h2>{title}</h2>
      {children}
    </section>
  );
}

function Findings({ section: { title, tone, lines } }: { readonly section: FindingSection }): JSX.Element {
  return (
    <Section title={`${title} (${lines.length})`}>
      <ul>
        {lines.map(({ finding, details }) => (
          <li class={tone} id={`finding-${finding.fingerprint}`}>
            <p>
              <strong>{finding.severity}</strong> {finding.message}
            </p>
            <p>
              {finding.title} [{finding.citation}]
            </p>
            {details.map((detail) => (
              <p class="soft">{detail}</p>
            ))}
            <p class="soft">
              {finding.requirement} · <code>{finding.fingerprint}</code> · {finding.operation} · {finding.suite} ·{" "}
              {seenBy(finding)}
            </p>
          </li>
        ))}
      </ul>
    </Section>
  );
}
