/*
 * Where the words of a cloud stand. Only the page knows the face and the box, so the layout is made here: the most
 * written in the middle, the others along a spiral, and a word keeps its place between two pictures while it fits.
 */
"use strict";

// eslint-disable-next-line no-unused-vars -- figure.js makes one
class Cloud {
  static SMALLEST = 28; // px at 1,080 lines, the least that the back row reads
  static LARGEST = 96;
  static POWER = 0.75; // sizes grow more slowly than counts
  static SHRINK = 0.92;
  static LEADING = 0.98; // height of a word's box, in sizes
  static GAP = 0.34; // room between neighbours, in sizes
  static FLAT = 0.65; // of the largest size; below it the words would look alike, so the least written give way
  static WEIGHTS = [[64, 700], [46, 600], [34, 500], [0, 400]]; // from which size a word has which weight

  constructor(family) {
    this.family = family;
    this.pen = document.createElement("canvas").getContext("2d");
    this.widths = new Map();
    this.places = new Map();
  }

  /**
   * @param {{text: string, count: number}[]} words
   * @returns {{placed: {text, x, y, size, weight}[], more: number}} with the origin at the top left of the box
   */
  layout(words, width, height) {
    const sorted = [...words].sort((a, b) => b.count - a.count);
    // Where all are written about equally often, nothing is lost by making them as small as can be read.
    const steepness = sorted.length ? 1 - (sorted.at(-1).count / sorted[0].count) ** Cloud.POWER : 0;
    const floor = Math.max(Cloud.SMALLEST, Cloud.LARGEST * Cloud.FLAT * steepness);
    let placed = [];
    for (let largest = Cloud.LARGEST; ; largest *= Cloud.SHRINK) {
      placed = this.fill(sorted, width, height, Math.max(largest, floor));
      if (placed.length === sorted.length || largest <= floor) break;
    }
    this.places = new Map(placed.map((word) => [word.text, word]));
    return { placed, more: sorted.length - placed.length };
  }

  fill(words, width, height, largest) {
    const most = words[0]?.count ?? 1;
    const placed = [];
    for (const { text, count } of words) {
      const size = Math.max(Cloud.SMALLEST, Math.round(largest * (count / most) ** Cloud.POWER));
      const weight = Cloud.WEIGHTS.find(([least]) => size >= least)[1];
      const box = { w: this.measure(text, weight) * size + Cloud.GAP * size, h: Cloud.LEADING * size };
      const spot = this.spot(text, box, placed, width, height);
      if (spot) placed.push({ text, size, weight, ...box, ...spot });
    }
    return placed;
  }

  /** The old place if it is free, else the nearest one along a spiral that is as wide as the box is. */
  spot(text, { w, h }, placed, width, height) {
    const free = (x, y) =>
      x - w / 2 >= 0 && x + w / 2 <= width && y - h / 2 >= 0 && y + h / 2 <= height &&
      placed.every((other) => Math.abs(other.x - x) * 2 >= other.w + w || Math.abs(other.y - y) * 2 >= other.h + h);
    const old = this.places.get(text);
    if (old && free(old.x, old.y)) return { x: old.x, y: old.y };
    const [middleX, middleY] = [width / 2, height / 2];
    const turns = Math.hypot(width, height) / 2;
    for (let angle = 0, reach = 0; reach <= turns; angle += 0.3 + 3 / (angle + 6)) {
      reach = angle * 2.2;
      const x = middleX + reach * Math.cos(angle) * Math.min(2.2, width / height);
      const y = middleY + reach * Math.sin(angle);
      if (free(x, y)) return { x, y };
    }
    return null;
  }

  /** Width in sizes, measured once per word and weight. */
  measure(text, weight) {
    const key = `${weight} ${text}`;
    if (!this.widths.has(key)) {
      this.pen.font = `${weight} 100px ${this.family}`;
      this.widths.set(key, this.pen.measureText(text).width / 100);
    }
    return this.widths.get(key);
  }
}
