// Writes a ZIP file of files as they are, without compressing them: pictures are compressed already.
// The format is PKWARE's APPNOTE 6.3, sections 4.3.7, 4.3.12 and 4.3.16; names are in UTF-8 (bit 11).

const LOCAL = 0x04034b50;
const CENTRAL = 0x02014b50;
const END = 0x06054b50;
const VERSION = 20;
const UTF8 = 1 << 11;
const LARGEST = 0xffffffff;
const MOST = 0xffff;

const TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value;
});

export function crc32(bytes) {
  let value = 0xffffffff;
  for (const byte of bytes) value = (value >>> 8) ^ TABLE[(value ^ byte) & 0xff];
  return (value ^ 0xffffffff) >>> 0;
}

// MS-DOS keeps local time in steps of two seconds, from 1980 on.
function dosTime(date) {
  const time = (date.getHours() << 11) | (date.getMinutes() << 5) | (date.getSeconds() >> 1);
  const day = ((Math.max(1980, date.getFullYear()) - 1980) << 9) | ((date.getMonth() + 1) << 5) | date.getDate();
  return [time, day];
}

// Fields as [bytes, value], little-endian, and then what follows them.
function record(fields, ...rest) {
  const size = fields.reduce((sum, [bytes]) => sum + bytes, 0);
  const view = new DataView(new ArrayBuffer(size));
  let at = 0;
  for (const [bytes, value] of fields) {
    if (bytes === 2) view.setUint16(at, value, true);
    else view.setUint32(at, value, true);
    at += bytes;
  }
  return [view.buffer, ...rest];
}

// Takes [{name, data: Uint8Array}] and gives a Blob. Throws RangeError where the format has no room.
export function zip(files, date = new Date()) {
  const [time, day] = dosTime(date);
  const body = [];
  const index = [];
  let offset = 0;
  let indexSize = 0;
  for (const { name, data } of files) {
    const title = new TextEncoder().encode(name);
    const sum = crc32(data);
    const common = [
      [2, VERSION], [2, UTF8], [2, 0], [2, time], [2, day], [4, sum], [4, data.length], [4, data.length],
      [2, title.length], [2, 0],
    ];
    body.push(...record([[4, LOCAL], ...common], title, data));
    index.push(...record(
      [[4, CENTRAL], [2, VERSION], ...common, [2, 0], [2, 0], [2, 0], [4, 0], [4, offset]],
      title,
    ));
    offset += 30 + title.length + data.length;
    indexSize += 46 + title.length;
  }
  if (offset + indexSize > LARGEST || files.length > MOST) throw new RangeError("too much for a ZIP file");
  const end = record([
    [4, END], [2, 0], [2, 0], [2, files.length], [2, files.length], [4, indexSize], [4, offset], [2, 0],
  ]);
  return new Blob([...body, ...index, ...end], { type: "application/zip" });
}
