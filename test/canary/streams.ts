// What the process itself says while the canary runs.
/** Copies what goes to the process's own streams, and lets it pass. */
export function watchStreams(): { take(): string[]; stop(): void } {
  const kept: string[] = []
  const streams = [process.stdout, process.stderr]
  const originals = streams.map(stream => stream.write)
  streams.forEach((stream, nth) => {
    const original = originals[nth]
    if (!original) return
    stream.write = (chunk: string | Uint8Array, ...rest: never[]) => {
      kept.push(typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString('utf8'))
      return (original as (...all: unknown[]) => boolean).call(stream, chunk, ...rest)
    }
  })
  return {
    take: () => kept.splice(0),
    stop: () =>
      streams.forEach((stream, nth) => {
        const original = originals[nth]
        if (original) stream.write = original
      }),
  }
}
