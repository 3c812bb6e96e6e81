// A zip as core/zips.py writes it when it does not compress: byte for byte the same, without a date.

const CRC_OF_BYTE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let rest = byte;
  for (let bit = 0; bit < 8; bit += 1) rest = rest & 1 ? 0xedb88320 ^ (rest >>> 1) : rest >>> 1;
  return rest;
});
const FIRST_OF_1980 = 33;
const MADE_BY_UNIX = 0x0314;
const READABLE_FILE = (0o644 << 16) >>> 0;
const NAME_IS_UTF8 = 0x0800;

function crc32(bytes) {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = CRC_OF_BYTE[(crc ^ byte) & 0xff] ^ (crc >>> 8);
  return (crc ^ 0xffffffff) >>> 0;
}

/** Numbers of two and of four bytes, the lowest first: [2, 20] is 20 in two bytes. */
function littleEndian(...fields) {
  const view = new DataView(new ArrayBuffer(fields.reduce((sum, [size]) => sum + size, 0)));
  let place = 0;
  for (const [size, value] of fields) {
    if (size === 2) view.setUint16(place, value, true);
    else view.setUint32(place, value, true);
    place += size;
  }
  return new Uint8Array(view.buffer);
}

/** Make a zip of files, in the order given: [[path with /, Uint8Array], …]. */
function zipFile(parts) {
  const files = [];
  const list = [];
  const sizeOf = (pieces) => pieces.reduce((sum, piece) => sum + piece.length, 0);
  for (const [path, bytes] of parts) {
    const name = new TextEncoder().encode(path);
    const about = littleEndian(
      [2, 20], [2, name.length > path.length ? NAME_IS_UTF8 : 0], [2, 0], [2, 0], [2, FIRST_OF_1980],
      [4, crc32(bytes)], [4, bytes.length], [4, bytes.length], [2, name.length], [2, 0]);
    list.push(littleEndian([4, 0x02014b50], [2, MADE_BY_UNIX]), about,
      littleEndian([2, 0], [2, 0], [2, 0], [4, READABLE_FILE], [4, sizeOf(files)]), name);
    files.push(littleEndian([4, 0x04034b50]), about, name, bytes);
  }
  const end = littleEndian([4, 0x06054b50], [2, 0], [2, 0], [2, parts.length], [2, parts.length],
    [4, sizeOf(list)], [4, sizeOf(files)], [2, 0]);
  return new Blob([...files, ...list, end], { type: "application/zip" });
}
