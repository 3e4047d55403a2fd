// Packs an answer that is sent part by part, each part as it is had. No part is packed with the help of another: else the length
// of one would tell something of what stands in the other, such as the form's token beside what somebody put into an address.
import { constants, crc32, deflateRawSync } from 'node:zlib'

/** RFC 1952: deflate, no name, no time, unknown system. */
const HEAD = Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff])

export async function* gzipped(parts: AsyncIterable<string>): AsyncGenerator<Buffer> {
  let sum = 0
  let length = 0
  let head: Buffer = HEAD
  for await (const part of parts) {
    const plain = Buffer.from(part, 'utf8')
    sum = crc32(plain, sum)
    length += plain.length
    // Each ends on a whole byte and is not the last block, so that what follows can be put behind it.
    yield Buffer.concat([head, deflateRawSync(plain, { finishFlush: constants.Z_FULL_FLUSH })])
    head = Buffer.alloc(0)
  }
  const tail = Buffer.alloc(8)
  tail.writeUInt32LE(sum, 0)
  tail.writeUInt32LE(length % 2 ** 32, 4)
  yield Buffer.concat([head, deflateRawSync(Buffer.alloc(0)), tail])
}
