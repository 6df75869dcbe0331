// Draws icon.png: a document, and the tie between one of its lines and what it is about. `npm run icon`.
import { writeFileSync } from "node:fs";
import { crc32, deflateSync } from "node:zlib";

const SIZE = 256;
const BACKGROUND = [32, 42, 68];
const PAPER = [244, 241, 232];
const LINE = [150, 158, 178];
const TIE = [240, 140, 60];

// Shapes as distances to their edge, negative inside.
const box = (cx, cy, w, h, r) => (x, y) => {
  const dx = Math.abs(x - cx) - w / 2 + r;
  const dy = Math.abs(y - cy) - h / 2 + r;
  return Math.hypot(Math.max(dx, 0), Math.max(dy, 0)) + Math.min(Math.max(dx, dy), 0) - r;
};
const disc = (cx, cy, r) => (x, y) => Math.hypot(x - cx, y - cy) - r;
const ring = (cx, cy, r, width) => (x, y) => Math.abs(Math.hypot(x - cx, y - cy) - r) - width / 2;
const stroke = (points, width) => (x, y) =>
  Math.min(...points.slice(1).map(([bx, by], i) => toSegment(x, y, ...points[i], bx, by))) - width / 2;

function toSegment(x, y, ax, ay, bx, by) {
  const [dx, dy] = [bx - ax, by - ay];
  const t = Math.min(1, Math.max(0, ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy)));
  return Math.hypot(x - ax - t * dx, y - ay - t * dy);
}

const drawing = [
  [box(128, 128, 256, 256, 48), BACKGROUND],
  [box(104, 128, 112, 160, 12), PAPER],
  [box(92, 82, 56, 10, 5), LINE],
  [box(84, 106, 40, 10, 5), LINE],
  [box(92, 174, 56, 10, 5), LINE],
  [stroke([[88, 140], [152, 140], [182, 140]], 12), TIE],
  [disc(80, 140, 14), TIE],
  [ring(200, 140, 18, 12), TIE],
];

const rows = [];
for (let y = 0; y < SIZE; y += 1) {
  const row = [0];
  for (let x = 0; x < SIZE; x += 1) {
    let [r, g, b, a] = [0, 0, 0, 0];
    for (const [shape, colour] of drawing) {
      // A pixel at the edge is covered in part.
      const cover = Math.min(1, Math.max(0, 0.5 - shape(x + 0.5, y + 0.5)));
      const alpha = cover + a * (1 - cover);
      if (alpha === 0) continue;
      [r, g, b] = [r, g, b].map((below, i) => (colour[i] * cover + below * a * (1 - cover)) / alpha);
      a = alpha;
    }
    row.push(Math.round(r), Math.round(g), Math.round(b), Math.round(a * 255));
  }
  rows.push(Buffer.from(row));
}

function chunk(name, data) {
  const body = Buffer.concat([Buffer.from(name, "latin1"), data]);
  const length = Buffer.alloc(4);
  const check = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
}

const header = Buffer.from([0, 0, SIZE >> 8, SIZE & 255, 0, 0, SIZE >> 8, SIZE & 255, 8, 6, 0, 0, 0]);
const png = Buffer.concat([
  Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]),
  chunk("IHDR", header),
  chunk("IDAT", deflateSync(Buffer.concat(rows), { level: 9 })),
  chunk("IEND", Buffer.alloc(0)),
]);
writeFileSync(new URL("../icon.png", import.meta.url), png);
