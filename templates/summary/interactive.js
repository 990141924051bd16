/*
 * Puts a chart that answers the pointer in the place of each picture of one. The picture stays for printing, and where
 * no script runs. A chart and its picture say the same words, by which they are matched.
 */
(() => {
  "use strict";

  const CONFIG = { displayModeBar: false, displaylogo: false, showSendToCloud: false, plotlyServerURL: "", responsive: true };
  const waiting = new Map();
  for (const chart of JSON.parse(document.getElementById("charts").textContent)) {
    waiting.set(chart.alt, [...(waiting.get(chart.alt) ?? []), chart]);
  }

  for (const picture of document.querySelectorAll("svg.paper-chart")) {
    const chart = waiting.get(picture.querySelector("title").textContent)?.shift();
    if (!chart) continue;
    const area = document.createElement("div");
    area.className = "paper-plot";
    area.setAttribute("role", "img");
    area.setAttribute("aria-label", chart.alt);
    picture.before(area);
    Plotly.newPlot(area, chart.data, chart.layout, CONFIG).then(() => picture.classList.add("paper-chart--printed"));
  }
})();
