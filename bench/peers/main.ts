// `npm run bench`: the gateway beside its peers, on the harness that PEERS names. Words of the harness's own pass through.
//   --profile [school]   in place of it: where the time of one request goes
import { measurePeers } from './measure.js'
import { profile } from './profile.js'
import { withHarness } from './with-harness.js'

async function run(words: readonly string[]): Promise<void> {
  await withHarness(async ({ harness, prepared, work }) => {
    if (words[0] !== '--profile') return measurePeers(harness, prepared, words)
    await harness.lib.startUpstreams(1)
    const text = await profile(harness, prepared, words[1] === 'school' ? 'school' : 'combined', work)
    process.stdout.write(`${text}\n`)
  })
}

run(process.argv.slice(2)).then(
  () => process.exit(0),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
    process.exit(2)
  },
)
