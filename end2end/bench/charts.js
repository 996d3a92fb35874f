// On the page: one chart of each library, updated by turns. Each library's data are laid out as it wants them before
// its clock starts; the lab gets one array of numbers and makes its figure of them within the time.
const WIDTH = 720;
const HEIGHT = 360;
const COLOURS = ["#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#d6c400", "#777777", "#d55e00"];

// Curves that move from one frame to the next.
function bandsData(frame) {
  const x = Float64Array.from({ length: 201 }, (_, i) => i * 0.05);
  const base = (shift) => x.map((x) => (x * Math.exp(1 - x / 2)) / 2 + shift + 0.1 * Math.sin(x + frame * 0.3));
  return [x, base(0), base(0.02), base(0.05), base(-0.04), base(-0.3), base(0.3), base(-0.15), base(0.15)];
}
function linesData(frame) {
  const n = 10_000;
  const x = Float64Array.from({ length: n }, (_, i) => i / n);
  let state = 1 + frame;
  const noise = () => (state = (state * 48271) % 2147483647) / 2147483647 - 0.5;
  return [x, ...Array.from({ length: 8 }, (_, k) => x.map((x) => Math.sin(6 * x + k + frame * 0.1) + k + 0.3 * noise()))];
}
const rulesOf = (x) => [1, 2, 3, 4].map((i) => (x[x.length - 1] * i) / 5);
const points = (x, y) => Array.from(x, (x, i) => ({ x, y: y[i] }));

const makers = {
  Lab(kind, place) {
    const canvas = place.appendChild(document.createElement("canvas"));
    const plot = new wasm_bindgen.Plot(kind, canvas, WIDTH);
    return {
      prepare(columns) {
        const flat = new Float64Array(columns.length * columns[0].length);
        columns.forEach((column, i) => flat.set(column, i * column.length));
        return flat;
      },
      draw(flat) {
        plot.set(flat);
        plot.draw();
      },
    };
  },
  uPlot(kind, place) {
    const line = (i, width = 1.5) => ({ stroke: COLOURS[i % 8], width, points: { show: false } });
    const edge = { stroke: "transparent", width: 0, points: { show: false } };
    const rules = (u) => {
      const { left, top, width, height } = u.bbox;
      u.ctx.strokeStyle = "#888";
      u.ctx.lineWidth = 1;
      u.ctx.beginPath();
      for (const x of rulesOf(u.data[0])) {
        const at = u.valToPos(x, "x", true);
        u.ctx.moveTo(at, top);
        u.ctx.lineTo(at, top + height);
      }
      const at = u.valToPos(0.5, "y", true);
      u.ctx.moveTo(left, at);
      u.ctx.lineTo(left + width, at);
      u.ctx.stroke();
    };
    const bands = kind === "bands";
    const u = new uPlot(
      {
        width: WIDTH,
        height: HEIGHT,
        legend: { show: false },
        cursor: { show: false },
        scales: { x: { time: false } },
        axes: [{ label: "x" }, { label: "y" }],
        series: [{}, ...(bands ? [0, 1, 2, 3].map((i) => line(i)).concat(Array(4).fill(edge)) : COLOURS.map((_, i) => line(i, 1)))],
        bands: bands ? [{ series: [6, 5], fill: "#0072b21f" }, { series: [8, 7], fill: "#0072b229" }] : [],
        hooks: bands ? { draw: [rules] } : {},
      },
      null,
      place,
    );
    return {
      prepare: (columns) => columns,
      async draw(columns) {
        u.setData(columns);
        // It draws in a microtask of its own.
        await null;
      },
    };
  },
  "Chart.js"(kind, place) {
    const frame = place.appendChild(document.createElement("div"));
    frame.style.cssText = `width:${WIDTH}px;height:${HEIGHT}px`;
    const canvas = frame.appendChild(document.createElement("canvas"));
    const set = (colour, more) => ({ data: [], borderColor: colour, borderWidth: 1.5, pointRadius: 0, ...more });
    const bands = kind === "bands";
    const datasets = bands
      ? [0, 1, 2, 3].map((i) => set(COLOURS[i])).concat(
          [0, 1].flatMap(() => [set("transparent"), set("transparent", { fill: "-1", backgroundColor: "#0072b224" })]),
          Array.from({ length: 5 }, () => set("#888", { borderWidth: 1 })),
        )
      : COLOURS.map((colour) => set(colour, { borderWidth: 1 }));
    const chart = new Chart(canvas, {
      type: "line",
      data: { datasets },
      options: {
        animation: false,
        parsing: false,
        normalized: true,
        maintainAspectRatio: false,
        devicePixelRatio: 1,
        plugins: { legend: { display: false }, tooltip: { enabled: false } },
        scales: { x: { type: "linear", title: { display: true, text: "x" } }, y: { title: { display: true, text: "y" } } },
      },
    });
    return {
      prepare([x, ...columns]) {
        const all = columns.map((y) => points(x, y));
        if (bands) {
          const [low, high] = [Math.min(...columns.flatMap((y) => [...y])), Math.max(...columns.flatMap((y) => [...y]))];
          for (const at of rulesOf(x)) all.push([{ x: at, y: low }, { x: at, y: high }]);
          all.push([{ x: x[0], y: 0.5 }, { x: x[x.length - 1], y: 0.5 }]);
        }
        return all;
      },
      draw(all) {
        all.forEach((data, i) => (chart.data.datasets[i].data = data));
        chart.update("none");
      },
    };
  },
  "Observable Plot"(kind, place) {
    const bands = kind === "bands";
    return {
      prepare: (columns) => columns,
      draw([x, ...columns]) {
        const line = (y, i, strokeWidth) => Plot.lineY(x, { x, y, stroke: COLOURS[i], strokeWidth });
        const area = (y1, y2, fillOpacity) => Plot.areaY(x, { x, y1, y2, fill: COLOURS[0], fillOpacity });
        const marks = bands
          ? [area(columns[4], columns[5], 0.12), area(columns[6], columns[7], 0.16), ...columns.slice(0, 4).map((y, i) => line(y, i, 1.5)), Plot.ruleX(rulesOf(x), { stroke: "#888" }), Plot.ruleY([0.5], { stroke: "#888" })]
          : columns.map((y, i) => line(y, i, 1));
        place.replaceChildren(Plot.plot({ width: WIDTH, height: HEIGHT, x: { label: "x" }, y: { label: "y" }, marks }));
      },
    };
  },
};

/** Milliseconds of each update, by library. */
async function charts(kind, times) {
  document.body.replaceChildren();
  const all = Object.entries(makers).map(([name, make]) => {
    const place = document.body.appendChild(document.createElement("div"));
    return { name, ...make(kind, place), times: [] };
  });
  for (let frame = 0; frame < times + 5; frame++) {
    const columns = (kind === "bands" ? bandsData : linesData)(frame);
    for (const chart of all) {
      const data = chart.prepare(columns);
      // Each in a frame of its own, so that none pays for another's painting.
      await new Promise(requestAnimationFrame);
      const begun = performance.now();
      await chart.draw(data);
      // The first few warm up.
      if (frame >= 5) chart.times.push(performance.now() - begun);
    }
  }
  return Object.fromEntries(all.map(({ name, times }) => [name, times]));
}
globalThis.charts = charts;
