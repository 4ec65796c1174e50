// A QR code of a text, as rows of true (dark) and false: ISO/IEC 18004, byte mode, error correction
// level M, versions 1 to 10 (up to 213 bytes). Checked against another encoder in the tests.

const LARGEST = 10;
const [EC_PER_BLOCK, BLOCKS] = [[10, 16, 26, 18, 24, 16, 18, 22, 22, 26], [1, 1, 1, 2, 2, 4, 4, 4, 5, 5]];
const QUIET = 4;

// Where alignment patterns stand, along either side.
function alignment(version) {
  if (version === 1) return [];
  const count = Math.floor(version / 7) + 2;
  const step = Math.floor((version * 8 + count * 3 + 5) / (count * 4 - 4)) * 2;
  const last = version * 4 + 10;
  return [6, ...Array.from({ length: count - 1 }, (_, index) => last - step * (count - 2 - index))];
}

// How many bytes a version holds, with those that correct errors.
function capacity(version) {
  const count = alignment(version).length;
  const patterns = count > 0 ? (25 * count - 10) * count - 55 + (version > 6 ? 36 : 0) : 0;
  return ((16 * version + 128) * version + 64 - patterns) >> 3;
}

// Reed-Solomon over GF(2^8) with 0x11d.
function times(one, other) {
  let made = 0;
  for (let bit = 7; bit >= 0; bit -= 1) {
    made = (made << 1) ^ ((made >>> 7) * 0x11d);
    made ^= ((other >>> bit) & 1) * one;
  }
  return made;
}

function correction(data, degree) {
  const divisor = new Array(degree).fill(0);
  divisor[degree - 1] = 1;
  let root = 1;
  for (let turn = 0; turn < degree; turn += 1) {
    for (let at = 0; at < degree; at += 1) divisor[at] = times(divisor[at], root) ^ (divisor[at + 1] ?? 0);
    root = times(root, 2);
  }
  const rest = new Array(degree).fill(0);
  for (const byte of data) {
    const factor = byte ^ rest.shift();
    rest.push(0);
    divisor.forEach((value, at) => { rest[at] ^= times(value, factor); });
  }
  return rest;
}

// The bytes of the code in the order they are drawn in.
function codewords(bytes, version) {
  const [blocks, degree, all] = [BLOCKS[version - 1], EC_PER_BLOCK[version - 1], capacity(version)];
  const room = all - blocks * degree;
  const bits = [];
  const put = (value, length) => {
    for (let bit = length - 1; bit >= 0; bit -= 1) bits.push((value >>> bit) & 1);
  };
  put(4, 4);
  put(bytes.length, version < 10 ? 8 : 16);
  bytes.forEach((byte) => put(byte, 8));
  put(0, Math.min(4, room * 8 - bits.length));
  put(0, (8 - (bits.length % 8)) % 8);
  for (let pad = 0xec; bits.length < room * 8; pad ^= 0xec ^ 0x11) put(pad, 8);
  const data = Array.from({ length: room }, (_, at) => parseInt(bits.slice(at * 8, at * 8 + 8).join(""), 2));
  const short = Math.floor(room / blocks);
  const cut = [];
  for (let block = 0; block < blocks; block += 1) cut.push(data.splice(0, short + (block >= blocks - (room % blocks) ? 1 : 0)));
  const woven = (rows) => Array.from({ length: Math.max(...rows.map((row) => row.length)) }, (_, at) =>
    rows.map((row) => row[at]).filter((byte) => byte !== undefined)).flat();
  return [...woven(cut), ...woven(cut.map((block) => correction(block, degree)))];
}

// What every code of a version has: null where data go.
function frame(version) {
  const size = version * 4 + 17;
  const rows = Array.from({ length: size }, () => new Array(size).fill(null));
  const square = (row, column, reach, isDark) => {
    for (let y = -reach; y <= reach; y += 1) {
      for (let x = -reach; x <= reach; x += 1) {
        if (rows[row + y]?.[column + x] !== undefined) rows[row + y][column + x] = isDark(Math.max(Math.abs(x), Math.abs(y)));
      }
    }
  };
  for (let at = 0; at < size; at += 1) {
    rows[6][at] = at % 2 === 0;
    rows[at][6] = at % 2 === 0;
  }
  for (const [row, column] of [[3, 3], [3, size - 4], [size - 4, 3]]) square(row, column, 4, (away) => away !== 2 && away !== 4);
  const places = alignment(version);
  const isCorner = (one, other) => [one, other].every((at) => at === 6 || at === size - 7) && !(one === size - 7 && other === size - 7);
  for (const row of places) for (const column of places) if (!isCorner(row, column)) square(row, column, 2, (away) => away !== 1);
  return rows;
}

// Draws what tells the mask and, from version 7 on, the version.
function tell(rows, version, mask) {
  const size = rows.length;
  let rest = mask;
  for (let turn = 0; turn < 10; turn += 1) rest = (rest << 1) ^ ((rest >>> 9) * 0x537);
  const format = ((mask << 10) | rest) ^ 0x5412;
  const bit = (at) => ((format >>> at) & 1) === 1;
  for (let at = 0; at < 15; at += 1) {
    const near = at < 6 ? at : at < 8 ? at + 1 : at === 8 ? 7 : 14 - at;
    if (at < 8) [rows[near][8], rows[8][size - 1 - at]] = [bit(at), bit(at)];
    else [rows[8][near], rows[size - 15 + at][8]] = [bit(at), bit(at)];
  }
  rows[size - 8][8] = true;
  if (version < 7) return;
  let sum = version;
  for (let turn = 0; turn < 12; turn += 1) sum = (sum << 1) ^ ((sum >>> 11) * 0x1f25);
  for (let at = 0; at < 18; at += 1) {
    const isDark = ((((version << 12) | sum) >>> at) & 1) === 1;
    const [far, near] = [size - 11 + (at % 3), Math.floor(at / 3)];
    rows[near][far] = isDark;
    rows[far][near] = isDark;
  }
}

const MASK = 2;

// Any mask may be used; a fixed one spares the trying, and error correction has room for what it costs.
export function code(text) {
  const bytes = [...new TextEncoder().encode(text)];
  const holds = (version) => capacity(version) - BLOCKS[version - 1] * EC_PER_BLOCK[version - 1] - (version < 10 ? 2 : 3);
  const version = Array.from({ length: LARGEST }, (_, at) => at + 1).find((one) => holds(one) >= bytes.length);
  if (version === undefined) return null;
  const rows = frame(version);
  tell(rows, version, MASK);
  const words = codewords(bytes, version);
  const size = rows.length;
  let at = 0;
  for (let right = size - 1; right > 0; right -= 2) {
    if (right === 6) right = 5;
    for (let step = 0; step < size; step += 1) {
      const isUp = ((right + 1) & 2) === 0;
      const row = isUp ? size - 1 - step : step;
      for (const column of [right, right - 1]) {
        if (rows[row][column] !== null) continue;
        const isDark = ((words[at >>> 3] >>> (7 - (at & 7))) & 1) === 1;
        rows[row][column] = isDark !== (column % 3 === 0);
        at += 1;
      }
    }
  }
  return rows;
}

// The code as a picture, empty where the text has no room in one.
export function drawn(text) {
  const rows = code(text);
  if (!rows) return "";
  const side = rows.length + 2 * QUIET;
  const name = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(name, "svg");
  const path = document.createElementNS(name, "path");
  const dark = rows.flatMap((row, y) => row.map((isDark, x) => (isDark ? `M${x + QUIET} ${y + QUIET}h1v1h-1z` : "")));
  for (const [key, value] of Object.entries({ viewBox: `0 0 ${side} ${side}`, class: "jb-a6__code", "shape-rendering": "crispEdges" })) svg.setAttribute(key, value);
  path.setAttribute("d", dark.join(""));
  svg.append(path);
  return svg;
}
