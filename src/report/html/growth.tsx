import type { JSX } from "preact";
import type { Capability } from "../../result/index.ts";

const ROW = 11;
const LABEL = 34;
const WIDTH = 200;
const LONGEST = 118;

/** How a measure grows with the size of what is measured: a bar for each size, the longest the slowest. */
export function Growth({ capability }: { readonly capability: Capability }): JSX.Element | null {
  const { series = [], value } = capability;
  if (series.length === 0) return null;
  const most = Math.max(...series.map((point) => point.value), Number.MIN_VALUE);
  return (
    <svg class="growth" viewBox={`0 0 ${WIDTH} ${series.length * ROW}`} role="img" aria-label={value}>
      {series.map((point, index) => {
        const width = Math.max(1, (point.value / most) * LONGEST);
        const y = index * ROW;
        return (
          <g key={point.at}>
            <text x={LABEL - 4} y={y + 8} text-anchor="end">
              {point.at}
            </text>
            <rect x={LABEL} y={y + 1.5} width={Number(width.toFixed(1))} height={ROW - 3} />
            <text x={Number((LABEL + width + 3).toFixed(1))} y={y + 8}>
              {`${point.value < 10 ? point.value.toFixed(1) : point.value.toFixed(0)} ms`}
            </text>
          </g>
        );
      })}
    </svg>
  );
}
