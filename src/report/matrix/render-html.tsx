import type { JSX } from "preact";
import { renderToString } from "preact-render-to-string";
import type { MatrixResult, MatrixTarget } from "../../result/index.ts";
import { htmlPage } from "../page.tsx";
import { duration, inertDeep } from "../text.ts";
import { addressOf, countsOf, STATE_MARK, stateOf, type TargetState, tableOf } from "./cells.ts";

const STYLE = `:root{color-scheme:light dark;--fg:#1b1f24;--bg:#fff;--soft:#57606a;--line:#d0d7de;--link:#0b5cad;--good:#17683f;--bad:#a8201a;--hold:#5a4b96}
@media (prefers-color-scheme:dark){:root{--fg:#e4e7ea;--bg:#131619;--soft:#a3adb7;--line:#2f363c;--link:#7ab7f5;--good:#74d19b;--bad:#ff938b;--hold:#bcacf5}}
*{box-sizing:border-box}body{font:16px/1.5 system-ui,sans-serif;color:var(--fg);background:var(--bg);max-width:76rem;margin:0 auto;padding:1.5rem}
h1{font-size:1.6rem;margin:0 0 .5rem}h2{font-size:1.2rem;margin:2.25rem 0 .5rem}h3{font-size:1.05rem;margin:.1rem 0 .3rem}p{margin:.2rem 0}
a{color:var(--link)}a:focus-visible,.scroll:focus-visible{outline:3px solid var(--link);outline-offset:2px}
.sentence{font-size:1.1rem;font-weight:600}.soft{color:var(--soft)}.scroll{overflow-x:auto}
table{border-collapse:collapse;width:100%}th,td{text-align:left;padding:.6rem .8rem .6rem 0;border-bottom:1px solid var(--line);vertical-align:top;overflow-wrap:anywhere;min-width:9rem}
.state{font-weight:650}.conformant{color:var(--good)}.nonconformant,.no-result{color:var(--bad)}.inconclusive{color:var(--hold)}
.target+.target{margin-top:.9rem}.target{padding-left:.7rem;border-left:4px solid currentColor}.target>*{color:var(--fg)}.target>.soft{color:var(--soft)}.target>.state{color:inherit}
.why{white-space:pre-line}
@media print{body{max-width:none;padding:0}.scroll{overflow:visible}tr,.target{break-inside:avoid}}`;

/** A matrix as one page: vendors down, environments across. No script, no network, every text of a server inert. */
export function renderMatrixHtml(matrix: MatrixResult): string {
  const inert = inertDeep(matrix);
  const body = renderToString(<Page matrix={inert} />);
  return htmlPage({ title: `Scimproof: ${inert.sentence}`, style: STYLE, body });
}

function Page({ matrix }: { readonly matrix: MatrixResult }): JSX.Element {
  return (
    <main>
      <h1>Targets</h1>
      <p class="sentence">{matrix.sentence}</p>
      <p class="soft">Scimproof {matrix.tool.version}. Each verdict is of one run, on the day that it names.</p>
      <Table matrix={matrix} />
      <h2>One by one</h2>
      {matrix.targets.map((target) => (
        <Details target={target} />
      ))}
    </main>
  );
}

function Table({ matrix }: { readonly matrix: MatrixResult }): JSX.Element {
  const { environments, rows } = tableOf(matrix);
  return (
    // A wide table is scrolled, also with a keyboard.
    <section class="scroll" tabIndex={0} aria-label="Verdicts by vendor and environment">
      <table>
        <thead>
          <tr>
            <th scope="col">Vendor</th>
            {environments.map((environment) => (
              <th scope="col">{environment}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ vendor, cells }) => (
            <tr>
              <th scope="row">{vendor}</th>
              {cells.map((targets) => (
                <td>
                  {targets.length === 0 ? (
                    <span class="soft">no target</span>
                  ) : (
                    targets.map((one) => <Cell target={one} />)
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Cell({ target }: { readonly target: MatrixTarget }): JSX.Element {
  const state = stateOf(target);
  const counts = countsOf(target);
  return (
    <div class={`target ${classOf(state)}`}>
      <p class="state">
        <span aria-hidden="true">{STATE_MARK[state]}</span> {state}
      </p>
      {counts !== "" && <p class="soft">{counts}</p>}
      <p>
        <Report target={target} />
      </p>
    </div>
  );
}

/** Where to read more: the report, or what is said of it below. */
function Report({ target: { name, reports } }: { readonly target: MatrixTarget }): JSX.Element {
  const page = reports["html"] ?? reports["md"] ?? reports["json"];
  return <a href={page === undefined ? `#${name}` : addressOf(page)}>{name}</a>;
}

function Details({ target }: { readonly target: MatrixTarget }): JSX.Element {
  const { name, run, reason, reports, exitCode } = target;
  const state = stateOf(target);
  return (
    <section class={`target ${classOf(state)}`} id={name}>
      <h3>
        {name}: {state}
      </h3>
      {run !== undefined && <p>{run.sentence}</p>}
      {reason !== undefined && <p class="why">{reason}</p>}
      {run !== undefined && (
        <p class="soft">
          {run.startedAt}, {duration(run.durationMs)}, {run.requests} requests, exit code {exitCode}
          {run.left > 0 && `, ${run.left} left behind`}
        </p>
      )}
      {run === undefined && <p class="soft">exit code {exitCode}</p>}
      {run !== undefined && (
        <p class="soft">
          {[
            ...new Set(
              run.suites.map(({ url, kind }) => (kind === "embedded" ? "Scimproof's own embedded target" : url)),
            ),
          ].join(", ")}
          : {run.suites.map(({ id, verdict }) => `${id} ${verdict}`).join(", ")}
        </p>
      )}
      {Object.keys(reports).length > 0 && (
        <p>
          {Object.entries(reports).map(([format, path], index) => (
            <>
              {index > 0 && ", "}
              <a href={addressOf(path)}>{format}</a>
            </>
          ))}
        </p>
      )}
    </section>
  );
}

function classOf(state: TargetState): string {
  return state.replace(" ", "-");
}
