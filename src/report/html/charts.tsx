import type { JSX } from "preact";
import { areasOf } from "../areas.ts";
import { plural } from "../text.ts";
import { Latency } from "./latency.tsx";
import { Section, Table } from "./parts.tsx";
import { RequestsOverTime } from "./requests-over-time.tsx";
import type { View } from "./view.ts";

/** What is quicker seen than read; every picture says the same in words or numbers beside it. */
export function Charts({ view: { result } }: { readonly view: View }): JSX.Element {
  const { traffic } = result;
  return (
    <Section id="pictures" title="The run in pictures">
      <Areas areas={areasOf(result)} />
      {traffic === undefined || traffic.operations.length === 0 ? (
        <p class="empty">This result holds no times: it is of an earlier version.</p>
      ) : (
        <>
          <Latency traffic={traffic} />
          <RequestsOverTime traffic={traffic} />
        </>
      )}
    </Section>
  );
}

const KINDS = [
  ["error", "error", "bad"],
  ["warning", "warning", "warn"],
  ["notice", "notice", "info"],
  ["waived", "waived one", "mute"],
] as const;

function Areas({ areas }: { readonly areas: ReturnType<typeof areasOf> }): JSX.Element {
  const most = Math.max(1, ...areas.map(({ error, warning, notice, waived }) => error + warning + notice + waived));
  return (
    <>
      <h3 class="sub">Findings by area</h3>
      <Table
        label="Findings by area"
        columns="areas"
        head={[["Area"], ["Findings"], ["How many"], ["Requirements", true]]}
      >
        {areas.map((area) => {
          const found = KINDS.filter(([kind]) => area[kind] > 0);
          const starts = found.map((_, at) => found.slice(0, at).reduce((sum, [kind]) => sum + area[kind], 0));
          const words = found.map(([kind, noun]) => plural(area[kind], noun)).join(", ");
          return (
            <tr key={area.name}>
              <th scope="row">{area.name}</th>
              <td>
                <svg class="plot" viewBox={`0 0 ${most * 10} 10`} preserveAspectRatio="none" aria-hidden="true">
                  {found.map(([kind, , tone], at) => (
                    <rect key={kind} class={tone} x={(starts[at] ?? 0) * 10} width={area[kind] * 10} height="10" />
                  ))}
                </svg>
              </td>
              <td>{words === "" ? <span class="soft">none</span> : words}</td>
              <td class="n">
                {area.passed} of {area.passed + area.failed} passed
              </td>
            </tr>
          );
        })}
      </Table>
    </>
  );
}
