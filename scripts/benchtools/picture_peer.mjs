// The peer: makes the same files with sharp, at the same codec settings, one process a core.
// Decodes each photo once and makes each size from the next larger one, as we do.
// Usage: node picture_peer.mjs PLAN TARGET [SHARE]   (run in the folder where sharp is installed)
import { fork } from "node:child_process";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import process from "node:process";

const [plan, target, share] = process.argv.slice(2);
const { photos, processes } = JSON.parse(readFileSync(plan, "utf8"));

if (share === undefined) {
  const ends = Array.from({ length: processes }, (_, number) => {
    const child = fork(process.argv[1], [plan, target, String(number)]);
    return new Promise((resolve) => child.on("exit", resolve));
  });
  process.exit(Math.max(...(await Promise.all(ends))));
}

const sharp = createRequire(join(process.cwd(), "x.js"))("sharp");
sharp.concurrency(1);
sharp.cache(false);

const encoders = {
  jpg: (image, { quality, effort, full }) =>
    image.jpeg({
      quality,
      optimiseCoding: effort > 0,
      progressive: effort > 1,
      chromaSubsampling: full ? "4:4:4" : "4:2:0",
    }),
  webp: (image, { quality, effort }) => image.webp({ quality, effort }),
  avif: (image, { quality, effort, full }) =>
    image.avif({ quality, effort: 9 - effort, chromaSubsampling: full ? "4:4:4" : "4:2:0" }),
};

const open = ({ data, info }) =>
  sharp(data, { raw: { width: info.width, height: info.height, channels: info.channels } });
const scaled = (pixels, width, height) =>
  open(pixels).resize(width, height, { fit: "fill" }).raw().toBuffer({ resolveWithObject: true });

for (const [number, photo] of photos.entries()) {
  if (number % processes !== Number(share)) continue;
  const whole = await sharp(photo.path).rotate().raw().toBuffer({ resolveWithObject: true });
  let small = whole;
  const inOrder = [...photo.outputs.entries()].sort(
    ([, a], [, b]) => b.width * b.height - a.width * a.height,
  );
  for (const [at, made] of inOrder) {
    const { width, height, box } = made;
    let image;
    if (made.use === "beskärning") {
      const [left, top, right, bottom] = box;
      image = open(whole)
        .extract({ left, top, width: right - left, height: bottom - top })
        .resize(width, height, { fit: "fill" });
    } else {
      if (small.info.width !== width) small = await scaled(small, width, height);
      image = open(small);
    }
    await encoders[made.format](image, made.codec).toFile(
      join(target, `${number}-${at}.${made.format}`),
    );
  }
}
