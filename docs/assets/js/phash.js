// Perceptual hashes of pictures, by the steps that hooks/jambanken/images/phash.py writes down: the
// same picture in another size, format or quality has nearly the same one.

const SIDE = 32;
const LOW = 8;
const ONE = 4096;
const GRAIN = 32 * ONE * ONE;
// So many pixels are looked at in one go; a whole picture of 100 megapixels would take 400 MB.
const STRIP = 1 << 20;
const COSINES = Array.from({ length: LOW }, (_, u) =>
  Array.from({ length: SIDE }, (_, x) => Math.round(ONE * Math.cos(((2 * x + 1) * u * Math.PI) / (2 * SIDE)))),
);

// Gives the hash of a picture file as 16 hexadecimal digits. Rejects where the browser cannot decode it.
export async function phash(file) {
  const bitmap = await createImageBitmap(file, {
    imageOrientation: "from-image",
    colorSpaceConversion: "default",
  });
  try {
    return hashOf(greys(bitmap));
  } finally {
    bitmap.close();
  }
}

// Gives in how many of their 64 bits two hashes differ.
export function distance(one, other) {
  let differing = BigInt(`0x${one}`) ^ BigInt(`0x${other}`);
  let bits = 0;
  for (; differing > 0n; differing &= differing - 1n) bits += 1;
  return bits;
}

// Scales a picture to 32 × 32 greys by the mean of the area that each covers. Lengths are counted in
// 32nds of the picture's pixels, so that every share of a pixel is a whole number.
function greys(bitmap) {
  const { width, height } = bitmap;
  const sums = new Float64Array(SIDE * SIDE * 3);
  const rows = Math.min(height, Math.max(1, Math.floor(STRIP / width)));
  const canvas = Object.assign(document.createElement("canvas"), { width, height: rows });
  const context = canvas.getContext("2d", { alpha: false, willReadFrequently: true, colorSpace: "srgb" });
  context.fillStyle = "#ffffff";
  for (let top = 0; top < height; top += rows) {
    const many = Math.min(rows, height - top);
    context.fillRect(0, 0, width, rows);
    context.drawImage(bitmap, 0, -top);
    const { data } = context.getImageData(0, 0, width, many);
    for (let y = 0; y < many; y += 1) addRow(sums, across(data, y * width * 4, width), top + y, height);
  }
  canvas.width = 0; // frees its memory now
  const means = sums.map((sum) => Math.round(sum / (width * height)));
  return Array.from(
    { length: SIDE * SIDE },
    (_, at) => (19595 * means[3 * at] + 38470 * means[3 * at + 1] + 7471 * means[3 * at + 2] + 32768) >> 16,
  );
}

// Gives the 32 × 3 sums of a row of pixels, each pixel counted by its share in 32nds.
function across(data, start, width) {
  const sums = new Float64Array(SIDE * 3);
  for (let cell = 0; cell < SIDE; cell += 1) {
    const from = cell * width;
    const to = from + width;
    let [red, green, blue] = [0, 0, 0];
    for (let x = Math.floor(from / SIDE); x * SIDE < to; x += 1) {
      const share = Math.min(to, (x + 1) * SIDE) - Math.max(from, x * SIDE);
      const at = start + 4 * x;
      red += share * data[at];
      green += share * data[at + 1];
      blue += share * data[at + 2];
    }
    sums[3 * cell] = red;
    sums[3 * cell + 1] = green;
    sums[3 * cell + 2] = blue;
  }
  return sums;
}

// Adds a row's sums to those of the lines that it lies in.
function addRow(sums, row, y, height) {
  const [from, to] = [y * SIDE, (y + 1) * SIDE];
  for (let line = Math.floor(from / height); line < SIDE && line * height < to; line += 1) {
    const share = Math.min(to, (line + 1) * height) - Math.max(from, line * height);
    const start = line * SIDE * 3;
    for (let at = 0; at < row.length; at += 1) sums[start + at] += share * row[at];
  }
}

function hashOf(grey) {
  const frequencies = [];
  for (const down of COSINES) {
    for (const along of COSINES) {
      let sum = 0;
      for (let y = 0; y < SIDE; y += 1) {
        for (let x = 0; x < SIDE; x += 1) sum += down[y] * along[x] * grey[y * SIDE + x];
      }
      frequencies.push(sum);
    }
  }
  const inOrder = frequencies.slice(1).sort((one, other) => one - other);
  const threshold = inOrder[(LOW * LOW) / 2 - 1] + GRAIN;
  const bits = frequencies.map((frequency) => (frequency > threshold ? "1" : "0")).join("");
  return BigInt(`0b${bits}`).toString(16).padStart(16, "0");
}
