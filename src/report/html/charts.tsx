import type { JSX } from "preact";
import { type Area, areasOf } from "../areas.ts";
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

function Areas({ areas }: { readonly areas: readonly Area[] }): JSX.Element {
  const total = ({ error, warning, notice, waived }: Area): number => error + warning + notice + waived;
  const most = Math.max(1, ...areas.map(total));
  const found = areas.filter((area) => total(area) > 0);
  const clean = areas.filter((area) => total(area) === 0);
  return (
    <>
      <h3 class="sub">Findings by area</h3>
      {found.length > 0 && (
        <Table label="Findings by area" columns="areas" head={[["Area"], ["Findings"], ["How many"]]}>
          {found.map((area) => (
            <AreaRow key={area.name} area={area} most={most} />
          ))}
        </Table>
      )}
      {clean.length > 0 && (
        <p class="note">
          No finding in:{" "}
          {clean.map(({ name, passed }) => `${name} (${plural(passed, "requirement")} passed)`).join(", ")}.
        </p>
      )}
    </>
  );
}

function AreaRow({ area, most }: { readonly area: Area; readonly most: number }): JSX.Element {
  const kinds = KINDS.filter(([kind]) => area[kind] > 0);
  const starts = kinds.map((_, at) => kinds.slice(0, at).reduce((sum, [kind]) => sum + area[kind], 0));
  return (
    <tr>
      <th scope="row">{area.name}</th>
      <td>
        <svg class="plot" viewBox={`0 0 ${most * 10} 10`} preserveAspectRatio="none" aria-hidden="true">
          {kinds.map(([kind, , tone], at) => (
            <rect key={kind} class={tone} x={(starts[at] ?? 0) * 10} width={area[kind] * 10} height="10" />
          ))}
        </svg>
      </td>
      <td>{kinds.map(([kind, noun]) => plural(area[kind], noun)).join(", ")}</td>
    </tr>
  );
}
