/** A chart in a chunk of its own, drawn in the browser; what it shows is told in words too. */
import { BarChart } from "echarts/charts";
import { GridComponent, TooltipComponent } from "echarts/components";
import { type ComposeOption, init, use } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";
import { useEffect, useRef } from "react";

use([BarChart, GridComponent, TooltipComponent, SVGRenderer]);
type Option = ComposeOption<
  import("echarts/charts").BarSeriesOption | import("echarts/components").GridComponentOption
>;
export interface Bar {
  name: string;
  value: number;
}

/** `across`: the bars lie, the first on top; else they stand, as for months. */
export function Bars({ title, bars, across = true }: { title: string; bars: Bar[]; across?: boolean }) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!place.current) return;
    const chart = init(place.current, undefined, { renderer: "svg" });
    chart.setOption(option(bars, across));
    const watch = new ResizeObserver(() => chart.resize());
    watch.observe(place.current);
    return () => {
      watch.disconnect();
      chart.dispose();
    };
  }, [bars, across]);
  const told = bars.map((one) => `${one.name} ${one.value}`).join(", ");
  const height = across ? Math.max(90, 34 * bars.length + 20) : 240;
  return <div ref={place} role="img" aria-label={`${title}: ${told}`} style={{ height }} />;
}

function option(bars: Bar[], across: boolean): Option {
  const names = { type: "category" as const, data: bars.map((one) => one.name), inverse: across };
  const values = { type: "value" as const, minInterval: 1, splitLine: { lineStyle: { color: "#e6ebf2" } } };
  return {
    animation: false,
    tooltip: {},
    grid: { left: 8, right: 44, top: 10, bottom: 6, containLabel: true },
    xAxis: across ? values : names,
    yAxis: across ? names : values,
    series: [
      {
        type: "bar",
        data: bars.map((one) => one.value),
        barMaxWidth: 18,
        itemStyle: { color: "#2b4f80" },
        label: { show: true, position: across ? "right" : "top", color: "#15283f" },
      },
    ],
  } as Option;
}
