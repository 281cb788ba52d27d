import type { JSX } from "preact";
import type { OperationTraffic, Traffic } from "../../result/index.ts";
import { duration, grouped } from "../text.ts";
import { Table } from "./parts.tsx";

const HEIGHT = 20;

/** The buckets that any operation has something in: what all strips show, on one scale. */
interface Scale {
  readonly from: number;
  readonly to: number;
}

/** How long answers took: a strip for each operation on one logarithmic scale, and the numbers beside it. */
export function Latency({ traffic }: { readonly traffic: Traffic }): JSX.Element {
  const scale = scaleOf(traffic);
  return (
    <>
      <h3 class="sub">How long answers took</h3>
      <Table
        label="How long answers took"
        columns="times"
        head={[
          ["Operation"],
          ["Distribution"],
          ["Requests", true],
          ["Half within", true],
          ["95 % within", true],
          ["Longest", true],
        ]}
      >
        <tr class="axis">
          <td />
          <td>
            <Axis traffic={traffic} scale={scale} />
          </td>
          <td />
          <td />
          <td />
          <td />
        </tr>
        {traffic.operations.map((one) => (
          <tr key={one.operation}>
            <th scope="row">
              <code>{one.operation}</code>
            </th>
            <td>
              <Strip operation={one} traffic={traffic} scale={scale} />
            </td>
            <td class="n">{grouped(one.requests)}</td>
            <td class="n nowrap">{span(one.p50)}</td>
            <td class="n nowrap">{span(one.p95)}</td>
            <td class="n nowrap">{span(one.max)}</td>
          </tr>
        ))}
      </Table>
      <p class="note">
        Height: share of the requests, time on a logarithmic scale. The full line is the time within which half were
        answered, the dashed one 95 %. From all requests of the run, not only those kept here.
      </p>
    </>
  );
}

function scaleOf({ operations, bounds }: Traffic): Scale {
  const used = [...bounds, Infinity].map((_, at) => operations.some(({ buckets }) => (buckets[at] ?? 0) > 0));
  return { from: Math.max(0, used.indexOf(true)), to: Math.max(0, used.lastIndexOf(true)) + 1 };
}

/** Where a time stands, in buckets from the left: straight between two bounds on the logarithmic scale. */
function placeOf(milliseconds: number, { bounds }: Traffic, { from, to }: Scale): number {
  const at = bounds.findIndex((bound) => milliseconds <= bound);
  if (at === -1) return to - from - 0.5;
  const upper = bounds[at] ?? 1;
  const lower = bounds[at - 1];
  const share = lower === undefined ? 0.5 : Math.log(milliseconds / lower) / Math.log(upper / lower);
  return Math.min(to - from, Math.max(0, at + share - from));
}

function Strip(props: {
  readonly operation: OperationTraffic;
  readonly traffic: Traffic;
  readonly scale: Scale;
}): JSX.Element {
  const { operation, traffic, scale } = props;
  const own = operation.buckets.slice(scale.from, scale.to);
  const most = Math.max(1, ...own);
  // A bucket with anything in it can be seen, however few.
  const path = own
    .map((count, at) => {
      const height = count === 0 ? 0 : Math.max(1.5, (count / most) * HEIGHT);
      return count === 0 ? "" : `M${at} ${HEIGHT}v-${Number(height.toFixed(1))}h1V${HEIGHT}z`;
    })
    .join("");
  const line = (milliseconds: number) => {
    const x = Number(placeOf(milliseconds, traffic, scale).toFixed(2));
    return `M${x} 0V${HEIGHT}`;
  };
  const words = `half within ${span(operation.p50)}, 95 % within ${span(operation.p95)}, longest ${span(operation.max)}`;
  return (
    <svg
      class="strip"
      viewBox={`0 0 ${scale.to - scale.from} ${HEIGHT}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={`${operation.operation}: ${words}`}
    >
      <path d={path} />
      <path class="p50" d={line(operation.p50)} />
      <path class="p95" d={line(operation.p95)} />
    </svg>
  );
}

/** Marks at 1 ms, 10 ms and so on, where the scale has them. */
function Axis({ traffic, scale }: { readonly traffic: Traffic; readonly scale: Scale }): JSX.Element {
  const width = scale.to - scale.from;
  const marks = [1, 10, 100, 1000, 10_000, 100_000]
    .map((milliseconds) => [milliseconds, traffic.bounds.indexOf(milliseconds) + 1 - scale.from] as const)
    .filter(([milliseconds, at]) => traffic.bounds.includes(milliseconds) && at >= 0 && at <= width);
  return (
    <svg class="axis" viewBox="0 0 200 12" aria-hidden="true">
      {marks.map(([milliseconds, at]) => (
        <text
          key={milliseconds}
          x={Number(((at / width) * 200).toFixed(1))}
          y="9"
          text-anchor={at === 0 ? "start" : at === width ? "end" : "middle"}
        >
          {milliseconds < 1000 ? `${milliseconds} ms` : `${milliseconds / 1000} s`}
        </text>
      ))}
    </svg>
  );
}

/** Tenths of a millisecond matter below ten. */
function span(milliseconds: number): string {
  return milliseconds < 10 ? `${Number(milliseconds.toFixed(1))} ms` : duration(milliseconds);
}
