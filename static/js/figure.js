/*
 * Draws results with Plotly: every element with data-figure, and #figure again for each `hemicycle:figure`. A figure is
 * plain data for 1,080 lines; here it is scaled to the screen, and names of meanings become the page's own colours.
 *
 * <figure id="figure" data-figure='{"data": …, "layout": …, "sentence": …}'><div class="figure-drawing" data-keep></div></figure>
 */
(() => {
  "use strict";

  const BETWEEN = 250; // ms; four pictures a second are as many as people can follow
  const LINES = 1080;
  const CONFIG = { staticPlot: true, displayModeBar: false, displaylogo: false, showSendToCloud: false, plotlyServerURL: "" };
  const FACE = '"Hemicycle Print"';
  const MORE = 28; // px at 1,080 lines, the size of "and 12 more"

  const plain = (label) => label.replace(/&lt;/g, "<").replace(/&gt;/g, ">").replace(/&amp;/g, "&");
  const scaled = (value, by) => (Array.isArray(value) ? value.map((one) => scaled(one, by)) : value * by);

  /** One figure on the page: what it shows now, and when it was last drawn. */
  class Drawing {
    constructor(element) {
      this.element = element;
      this.area = element.querySelector(".figure-drawing");
      this.ground = element.querySelector(".figure-ground");
      this.ground?.addEventListener("load", () => this.soon());
      this.cloud = new Cloud(`${FACE}, serif`);
      this.source = "";
      this.figure = null;
      this.drawn = 0;
      this.timer = 0;
    }

    read() {
      const source = this.element.dataset.figure;
      if (!source || source === this.source) return;
      this.source = source;
      this.show(JSON.parse(source));
    }

    show(figure) {
      this.figure = figure;
      this.soon();
    }

    soon() {
      if (this.timer || !this.figure) return;
      this.timer = setTimeout(() => this.draw(), Math.max(0, this.drawn + BETWEEN - Date.now()));
    }

    draw() {
      this.timer = 0;
      this.drawn = Date.now();
      const box = this.area.getBoundingClientRect();
      if (!box.width || !box.height) return; // hidden for now; its next size draws it
      const { data, layout, sentence } = this.figure;
      if (sentence) this.area.setAttribute("aria-label", sentence);
      // As large as 1,080 lines allow it to be, and never larger than its place.
      const unit = Math.min(innerHeight / LINES, innerWidth / (LINES * (16 / 9)));
      const cloud = layout.meta?.layout === "cloud";
      const by = cloud ? unit : Math.min(unit, box.width / layout.width, box.height / layout.height);
      // Rows may stand farther apart where there is room, up to what the figure says.
      const height = Math.max(layout.height, Math.min(box.height / by, layout.meta?.stretch ?? 0));
      const picture = cloud
        ? this.words(data[0], layout, box.width / by, box.height / by)
        : { data, layout: { ...layout, height } };
      const drawn = [this.meant(picture.data, by, "trace"), this.meant(this.shaped(picture.layout), by, "layout")];
      Plotly.react(this.area, ...drawn, CONFIG).then(() => this.lay());
    }

    /** The axes in the shape of the picture that lies under them, once it is known. */
    shaped(layout) {
      const { naturalWidth: width, naturalHeight: height } = this.ground ?? {};
      if (!width) return layout;
      return { ...layout, yaxis: { ...layout.yaxis, scaleratio: height / width } };
    }

    /** The picture just under the axes. */
    lay() {
      const drawing = this.area.querySelector(".svg-container");
      const from = this.ground?.offsetParent;
      if (!from || !drawing) return;
      const { xaxis, yaxis } = this.area._fullLayout;
      const [start, end] = [from, drawing].map((element) => element.getBoundingClientRect());
      const at = {
        left: end.left - start.left - from.clientLeft + xaxis._offset,
        top: end.top - start.top - from.clientTop + yaxis._offset,
        width: xaxis._length,
        height: yaxis._length,
      };
      for (const [side, length] of Object.entries(at)) this.ground.style[side] = `${length}px`;
    }

    /** Places for the words of a cloud: `text` and, as `customdata`, how many people wrote each. */
    words(trace, layout, width, height) {
      const room = height - 1.4 * MORE;
      const words = trace.text.map((label, place) => ({ text: plain(label), label, count: trace.customdata[place] }));
      const labels = new Map(words.map(({ text, label }) => [text, label]));
      const { placed, more: unplaced } = this.cloud.layout(words, width, room);
      const more = unplaced + (layout.meta.rest ?? 0); // some never came: they are too many to be read
      const traces = [{
        ...trace,
        x: placed.map(({ x }) => x),
        y: placed.map(({ y }) => y),
        text: placed.map(({ text }) => labels.get(text)),
        textfont: { ...trace.textfont, size: placed.map(({ size }) => size), weight: placed.map(({ weight }) => weight) },
      }];
      if (more && layout.meta.more)
        traces.push({
          type: "scatter", mode: "text", x: [width / 2], y: [height - 0.7 * MORE], hoverinfo: "skip", cliponaxis: false,
          text: [layout.meta.more.replace("{n}", more)], textfont: { size: MORE, color: "--color-text-quiet" },
        });
      const axes = {
        xaxis: { ...layout.xaxis, range: [0, width] },
        yaxis: { ...layout.yaxis, range: [height, 0] },
      };
      return { data: traces, layout: { ...layout, ...axes, width, height } };
    }

    /** A copy with lengths in this screen's pixels and meanings as this page's colours. */
    meant(value, by, name, parent = "") {
      if (typeof value === "string") return value.startsWith("--") ? this.colour(value) : value;
      if (Array.isArray(value) && name !== "size") return value.map((one) => this.meant(one, by, name, parent));
      if (value && typeof value === "object" && !Array.isArray(value)) {
        const pixels = (key) =>
          (value.xsizemode === "pixel" && /^x[01]$/.test(key)) || (value.ysizemode === "pixel" && /^y[01]$/.test(key));
        return Object.fromEntries(
          Object.entries(value).map(([key, one]) => [key, pixels(key) ? one * by : this.meant(one, by, key, name)]),
        );
      }
      const length =
        name === "size" ||
        (name === "width" && (parent === "line" || parent === "layout")) ||
        (name === "height" && parent === "layout") ||
        /^[xy]shift$|^standoff$|^cornerradius$/.test(name) ||
        parent === "margin";
      return length && value !== null ? scaled(value, by) : value;
    }

    /** `--color-live`, or `--step-2/7`: the second of seven steps, mixed as server/kinds/draw/diverging.py says. */
    colour(name) {
      const [, step, of] = name.match(/^--step-(\d+)\/(\d+)$/)?.map(Number) ?? [];
      if (!of) return this.styles.getPropertyValue(name).trim();
      const at = step === 1 ? 0 : step === of ? 4 : of === 3 ? 2 : 1 + (2 * (step - 2)) / (of - 3);
      const anchor = (place) => this.colour(`--step-${place + 1}`).match(/[\da-f]{2}/gi).map((part) => parseInt(part, 16));
      const [low, high] = [anchor(Math.floor(at)), anchor(Math.ceil(at))];
      return `rgb(${low.map((part, place) => Math.round(part + (high[place] - part) * (at % 1)))})`;
    }

    get styles() {
      return getComputedStyle(this.area);
    }
  }

  const drawings = new Map();

  function look() {
    for (const element of drawings.keys()) if (!element.isConnected) drawings.delete(element);
    for (const element of document.querySelectorAll("[data-figure]")) {
      if (!drawings.has(element)) {
        drawings.set(element, new Drawing(element));
        sizes.observe(element.querySelector(".figure-drawing"));
      }
      drawings.get(element).read();
    }
  }

  const again = () => drawings.forEach((drawing) => drawing.soon());
  const sizes = new ResizeObserver(again);

  document.addEventListener("hemicycle:stage", look);
  document.addEventListener("hemicycle:figure", ({ detail }) => {
    drawings.get(document.getElementById("figure"))?.show(detail.figure);
  });
  document.addEventListener("hemicycle:theme", again);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", again);

  // Words are measured before they are placed, so the face comes first.
  Promise.allSettled([400, 500, 600, 700].map((weight) => document.fonts.load(`${weight} 40px ${FACE}`))).then(look);
})();
